package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Does the audit log explain every ref, and nothing else? */
public final class VerifyAudit {
  private final ModelStore store;

  public VerifyAudit(ModelStore store) {
    this.store = store;
  }

  /** Whose log. */
  public record Request(ModelName model) {}

  /** How many entries were replayed, and every divergence, oldest first. */
  public record Report(ModelName model, int entries, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean sound() {
      return findings.isEmpty();
    }
  }

  /** Names every divergence instead of failing at the first. */
  public Report apply(Request request) {
    return verify(store.look(request.model()));
  }

  static Report verify(Snapshot now) {
    AuditReplay replay = new AuditReplay(now.refs());
    AuditSignatures signatures = new AuditSignatures(now.policy().signAudit(), now::signature);
    List<Finding> findings = new ArrayList<>();
    try (Stream<AuditEntry> log = now.audit()) {
      log.forEach(
          entry -> {
            replay.undo(entry);
            signatures.check(entry);
          });
      findings.addAll(replay.finish());
    } catch (RegistryException e) {
      findings.add(new Finding(Divergence.LOG, e.text(), e.hint()));
      findings.addAll(replay.interrupted());
    }
    findings.addAll(signatures.findings());
    return new Report(now.model(), replay.entries(), findings);
  }
}
