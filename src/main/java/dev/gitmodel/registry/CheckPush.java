package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a push by stock git leaves the model in a state that the registry's own writes could have
 * left: versions never move, the baseline, notes and log only go forward, aliases stand on versions
 * and obey the policy, every large file is there.
 */
public final class CheckPush {
  private static final int MOST_FILES = 10;

  /** How much of the push can be seen. */
  public enum Scope {
    /** All of it, as {@code pre-receive} does. */
    WHOLE,
    /** One ref of it, as {@code update} does. */
    ONE_REF
  }

  /** Whose word it is that somebody pushes. */
  public enum Witness {
    /** A host's, where others log in. */
    HOST,
    /** Their own: they write to the disk of this machine. */
    NOBODY
  }

  /** Who pushes, as the host knows them. */
  public record Request(Actor by, Witness witness, Scope scope) {}

  /** What records the moves that stock git makes without an entry. */
  @FunctionalInterface
  public interface Pen {
    /** INVALID where an entry could not be signed for them. */
    void requireSigning(Actor by);
  }

  private final Pen pen;

  /** {@code pen} is asked where the policy wants entries signed. */
  public CheckPush(Pen pen) {
    this.pen = pen;
  }

  /** Everything that speaks against it; nothing where it may be taken in. */
  public List<Finding> apply(Incoming push, Request request) {
    List<Finding> late = late(push);
    if (!late.isEmpty()) {
      return late;
    }
    PushedLog log = PushedLog.of(push);
    List<Finding> findings = new ArrayList<>(log.findings());
    if (request.scope() == Scope.WHOLE) {
      findings.addAll(log.unmet());
    }
    findings.addAll(new PushedAuthors(push, request).check(log.entries()));
    PushedVersions versions = new PushedVersions(push, log, request.scope());
    PushedAliases aliases = new PushedAliases(push, request);
    PushedAliasBranches branches = new PushedAliasBranches(push, request);
    PushedHistory history = new PushedHistory(push, log);
    for (RefMove move : push.moves()) {
      guarded(move, findings, () -> versions.check(move));
      guarded(move, findings, () -> aliases.check(move));
      guarded(move, findings, () -> branches.check(move));
      guarded(move, findings, () -> history.check(move));
    }
    if (findings.isEmpty()) {
      findings.addAll(missing(push));
      findings.addAll(unsigned(push, log, request));
    }
    return List.copyOf(new LinkedHashSet<>(findings));
  }

  /** Where others were faster: Git would refuse it too, and nothing else of it can be judged. */
  private static List<Finding> late(Incoming push) {
    Map<String, Revision> refs = push.before().refs();
    List<Finding> late = new ArrayList<>();
    for (RefMove move : push.moves()) {
      boolean log = move.ref().equals(Divergence.LOG);
      Revision is = log ? tip(push) : refs.getOrDefault(move.ref(), Revision.NONE);
      if (!is.equals(move.from())) {
        late.add(new Finding(move.ref(), Incoming.MOVED, "git fetch, and push again"));
      }
    }
    return late;
  }

  private static Revision tip(Incoming push) {
    try (Stream<AuditEntry> log = push.before().log()) {
      return log.findFirst().map(AuditEntry::id).orElse(Revision.NONE);
    }
  }

  /**
   * What the other side will refuse, as far as it can be told here: versions that are not complete,
   * and large files that this side has not got to send.
   */
  public static List<Finding> beforeSending(Incoming push) {
    PushedVersions versions = new PushedVersions(push);
    List<Finding> findings = new ArrayList<>();
    for (RefMove move : push.moves()) {
      guarded(move, findings, () -> versions.check(move));
    }
    findings.addAll(missing(push));
    return findings;
  }

  /** What one rule has to say of one ref. */
  private interface Rule {
    List<Finding> check();
  }

  /** What can't be judged is refused. */
  private static void guarded(RefMove move, List<Finding> findings, Rule rule) {
    try {
      findings.addAll(rule.check());
    } catch (RegistryException e) {
      if (e.problem() == Problem.STORAGE || e.problem() == Problem.UNAVAILABLE) {
        throw e;
      }
      findings.add(new Finding(move.ref(), e.text(), e.hint()));
    }
  }

  /** What only this host could enter into the log, which has to be signed, if it can't. */
  private List<Finding> unsigned(Incoming push, PushedLog log, Request request) {
    Optional<String> silent =
        push.moves().stream()
            .map(RefMove::ref)
            .filter(ref -> !ref.equals(Divergence.LOG) && !log.names(ref))
            .findFirst();
    if (silent.isEmpty()
        || request.scope() == Scope.ONE_REF
        || !push.before().policy().signAudit()) {
      return List.of();
    }
    try {
      pen.requireSigning(request.by());
      return List.of();
    } catch (RegistryException e) {
      return List.of(
          new Finding(
              silent.get(),
              "comes without an entry in the audit log, which this host can't sign: " + e.text(),
              "write with git model, which signs its entries; or give the host a key:"
                  + " git -C REPOSITORY config user.signingKey FILE"));
    }
  }

  private static List<Finding> missing(Incoming push) {
    List<Incoming.LargeFile> missing =
        push.largeFiles().stream().filter(file -> !push.stores(file)).toList();
    List<Finding> findings = new ArrayList<>();
    for (Incoming.LargeFile file : missing.subList(0, Math.min(MOST_FILES, missing.size()))) {
      findings.add(
          new Finding(
              file.path(),
              "stands for " + file.digest() + " (" + file.size() + " bytes), which is not here",
              "send the large files first: git lfs push --all REMOTE"));
    }
    if (missing.size() > MOST_FILES) {
      int more = missing.size() - MOST_FILES;
      findings.add(new Finding("and " + more + " more", "are not here either", ""));
    }
    return findings;
  }
}
