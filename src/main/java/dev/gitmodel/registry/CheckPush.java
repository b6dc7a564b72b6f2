package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

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

  /** Who pushes, as the host knows them. */
  public record Request(Actor by, Scope scope) {}

  /** Everything that speaks against it; nothing where it may be taken in. */
  public List<Finding> apply(Incoming push, Request request) {
    PushedLog log = PushedLog.of(push);
    List<Finding> findings = new ArrayList<>();
    if (request.scope() == Scope.WHOLE) {
      findings.addAll(log.findings());
    }
    PushedVersions versions = new PushedVersions(push, log);
    PushedAliases aliases = new PushedAliases(push, request.by(), request.scope());
    PushedHistory history = new PushedHistory(push, log);
    for (RefMove move : push.moves()) {
      guarded(move, findings, () -> versions.check(move));
      guarded(move, findings, () -> aliases.check(move));
      guarded(move, findings, () -> history.check(move));
    }
    if (findings.isEmpty()) {
      findings.addAll(missing(push));
    }
    return List.copyOf(new LinkedHashSet<>(findings));
  }

  /**
   * What the other side will refuse, as far as it can be told here: versions that are not complete,
   * and large files that this side has not got to send.
   */
  public List<Finding> beforeSending(Incoming push) {
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
