package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.LocalCommits;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks whether a version passes the policy for an alias, without moving it. */
public final class CheckGate {
  /**
   * Does {@code version} pass for {@code alias}, or for every guarded alias where none is named?
   * Regressions are measured against {@code against}, else against the alias's holder. It is judged
   * as if it had {@code metrics} beside its own.
   */
  public record Request(
      Subject version, Optional<AliasName> alias, Optional<Subject> against, MetricSet metrics) {}

  /** A verdict for each alias asked about; no alias where the policy guards none. */
  public record Result(ModelName model, Version version, SortedMap<AliasName, Verdict> verdicts) {
    /** True where the version passes for every one of them. */
    public boolean passed() {
      return verdicts.values().stream().allMatch(Verdict::passed);
    }

    /** REFUSED where it does not, each unmet rule with its value. */
    public void require() {
      verdicts.forEach((alias, v) -> AliasGuard.require(model, version, alias, v));
    }
  }

  private final ModelStore store;
  private final FindCommit commits;

  public CheckGate(ModelStore store, FindCommit commits) {
    this.store = store;
    this.commits = commits;
  }

  /** The verdicts now. */
  public Result apply(Request request) {
    Snapshot now = store.look(request.version().model());
    Evidence candidate = candidate(now, request);
    Optional<Evidence> against = request.against().map(subject -> evidence(now, subject));
    SortedMap<AliasName, Verdict> verdicts = new TreeMap<>();
    for (AliasName alias : request.alias().map(CheckGate::only).orElseGet(() -> guarded(now))) {
      Optional<Evidence> holder = against.isPresent() ? against : AliasGuard.holder(now, alias);
      Verdict verdict =
          new Gate(now.policy()).judge(AliasGuard.rules(now, alias), candidate, holder);
      verdicts.put(alias, verdict);
    }
    return new Result(now.model(), candidate.version(), verdicts);
  }

  private Evidence candidate(Snapshot now, Request request) {
    Evidence evidence = evidence(now, request.version());
    return request.metrics().isEmpty()
        ? evidence
        : evidence.with(evidence.metrics().get().merge(request.metrics(), Set.of()));
  }

  private Evidence evidence(Snapshot now, Subject subject) {
    if (subject instanceof Subject.Here here) {
      LocalCommits.Local local = commits.read(here);
      return Evidence.ofNew(local.version().version(), local.metrics());
    }
    Reference reference = ((Subject.Published) subject).reference();
    Snapshot there = reference.model().equals(now.model()) ? now : store.look(reference.model());
    return Evidence.of(there, Resolver.resolve(there, reference.selector()));
  }

  private static NavigableSet<AliasName> only(AliasName alias) {
    return new TreeSet<>(Set.of(alias));
  }

  /** The model's own guarded aliases, and those that the policy names without a pattern. */
  private static NavigableSet<AliasName> guarded(Snapshot now) {
    NavigableSet<AliasName> guarded = new TreeSet<>(now.aliases().keySet());
    for (AliasRule rule : now.policy().aliasRules()) {
      rule.aliases().stream().flatMap(g -> named(g).stream()).forEach(guarded::add);
    }
    guarded.removeIf(alias -> now.policy().rulesFor(now.model(), alias).isEmpty());
    return guarded;
  }

  private static Optional<AliasName> named(Glob glob) {
    boolean pattern = glob.text().indexOf('*') >= 0 || glob.text().indexOf('?') >= 0;
    return pattern ? Optional.empty() : Optional.of(new AliasName(glob.text()));
  }
}
