package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Checkpoint.Head;
import dev.gitmodel.registry.Checkpoint.ModelHead;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Does the audit log explain every ref, and nothing else? */
public final class VerifyAudit {
  private final ModelStore store;

  public VerifyAudit(ModelStore store) {
    this.store = store;
  }

  /** Whose log; {@code saved} is where it ended earlier, which it must still have. */
  public record Request(ModelName model, Optional<ModelHead> saved) {
    /** Only against the refs. */
    public Request(ModelName model) {
      this(model, Optional.empty());
    }
  }

  /** How many entries were replayed, and every divergence, oldest first. */
  public record Report(ModelName model, int entries, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean sound() {
      return findings.isEmpty();
    }
  }

  /** As {@link #apply}; a model that can't be read is a finding, so that the others are heard. */
  public Report amongOthers(Request request) {
    try {
      return apply(request);
    } catch (RegistryException e) {
      return unreadable(request.model(), e);
    }
  }

  private static Report unreadable(ModelName model, RegistryException e) {
    return new Report(model, 0, List.of(new Finding(model.toString(), e.text(), e.hint())));
  }

  /** Names every divergence instead of failing at the first. */
  public Report apply(Request request) {
    Optional<ModelHead> saved = request.saved();
    if (saved.isPresent() && !store.exists(request.model())) {
      Finding gone =
          new Finding(
              request.model().toString(),
              "is gone; the checkpoint has "
                  + saved.get().log().entries()
                  + " entries of it, the last one "
                  + saved.get().log().head(),
              "put its repository back from a copy");
      return new Report(request.model(), 0, List.of(gone));
    }
    try {
      Report report = verify(store.look(request.model()), saved.map(ModelHead::log));
      List<Finding> findings = new ArrayList<>(store.rewritten(request.model()));
      findings.addAll(report.findings());
      return new Report(report.model(), report.entries(), findings);
    } catch (RegistryException e) {
      if (saved.isEmpty()) {
        throw e;
      }
      return unreadable(request.model(), e);
    }
  }

  /** What is wrong with the history of {@code registry.yaml}, held against where it was. */
  public List<Finding> registry(Head saved) {
    SavedHead head = new SavedHead(saved);
    try (Stream<Revision> history = store.policyHistory()) {
      history.forEach(head::see);
    } catch (RegistryException e) {
      return List.of(new Finding("registry.git", e.text(), e.hint()));
    }
    return head.findings("registry.git");
  }

  static Report verify(Snapshot now) {
    return verify(now, Optional.empty());
  }

  private static Report verify(Snapshot now, Optional<Head> saved) {
    Optional<SavedHead> earlier = saved.map(SavedHead::new);
    AuditReplay replay = new AuditReplay(now);
    Unread policy = new Unread();
    boolean signed = policy.reading("registry.yaml", () -> now.policy().signAudit()).orElse(false);
    AuditSignatures signatures = new AuditSignatures(signed, now::signature);
    List<Finding> findings = new ArrayList<>(policy.all());
    try (Stream<AuditEntry> log = now.audit()) {
      log.forEach(
          entry -> {
            replay.undo(entry);
            earlier.ifPresent(head -> head.see(entry.id()));
            signatures.check(entry);
          });
      earlier.ifPresent(head -> findings.addAll(head.findings(Divergence.LOG)));
      findings.addAll(replay.finish());
    } catch (RegistryException e) {
      Finding unread = new Finding(Divergence.LOG, e.text(), e.hint());
      findings.add(now.unsoundRefs().getOrDefault(Divergence.LOG, unread));
      findings.addAll(replay.interrupted());
    }
    findings.addAll(signatures.findings());
    return new Report(now.model(), replay.entries(), findings);
  }
}
