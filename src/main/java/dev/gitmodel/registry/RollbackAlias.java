package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * Puts an alias back on a version that held it before, by a new move: history is never rewound. A
 * second rollback goes one further back.
 *
 * <p>Role and absolute gates apply, because a policy may have become stricter since. Regressions
 * are not asked: they measure against the version that is being rolled back from, which is no
 * longer trusted to be the reference. So that this is no way around the gates, only a version that
 * held the alias before can be rolled back to.
 */
public final class RollbackAlias {
  /** Roll {@code alias} of {@code model} back, to {@code to} where one is named. */
  public record Request(
      Actor by, ModelName model, AliasName alias, Optional<Version> to, Optional<String> reason) {}

  /** Where the alias was and is, and what its gates said. */
  public record Result(
      ModelName model, AliasName alias, Optional<Version> from, Version to, Verdict verdict) {}

  private final Ledger ledger;

  public RollbackAlias(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Rolls it back; NOT_FOUND where no other version held it that is still there. */
  public Done<Result> apply(Request request) {
    return ledger.write(request.model(), request.by(), now -> decide(now, request));
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    return ledger.rehearse(request.model(), now -> decide(now, request));
  }

  static Done<Result> decide(Snapshot now, Request request) {
    AliasName alias = request.alias();
    AliasGuard.allow(now, request.by(), alias);
    Optional<Version> from = Optional.ofNullable(now.aliases().get(alias));
    Version to = target(now, request);
    if (from.equals(Optional.of(to))) {
      return Done.already(new Result(now.model(), alias, from, to, Verdict.UNGUARDED));
    }
    Verdict verdict = judge(now, alias, to);
    AliasGuard.require(now.model(), to, alias, verdict);
    AliasMoves.Move move = new AliasMoves.Move(alias, from, to);
    String why = request.reason().orElse("rollback from " + AliasMoves.shown(from));
    Event event = AliasMoves.event(move).trailer(AliasHolders.ROLLBACK, AliasMoves.shown(from));
    return Done.with(
        new Result(now.model(), alias, from, to, verdict),
        new ChangeSet(AliasMoves.changes(move), event.because(Optional.of(why))));
  }

  private static Version target(Snapshot now, Request request) {
    AliasName alias = request.alias();
    if (request.to().isEmpty()) {
      return AliasHolders.earlier(now, alias).stream()
          .findFirst()
          .orElseThrow(() -> neverThere(now, alias, "no other version that is still there"));
    }
    Version to = Resolver.resolve(now, new Selector.ByVersion(request.to().get()));
    if (!holds(now, alias, to) && !AliasHolders.ever(now, alias).contains(to)) {
      throw neverThere(now, alias, to + " never");
    }
    return to;
  }

  private static boolean holds(Snapshot now, AliasName alias, Version version) {
    return Optional.ofNullable(now.aliases().get(alias)).equals(Optional.of(version));
  }

  private static RegistryException neverThere(Snapshot now, AliasName alias, String who) {
    return RegistryException.notFound(
        who + " held the alias " + alias + " of " + now.model() + " before",
        "put it on a version with: git model alias " + now.model() + "@VERSION " + alias);
  }

  /** What the absolute gates of {@code now} say. */
  static Verdict judge(Snapshot now, AliasName alias, Version to) {
    List<GateRule> absolute =
        AliasGuard.rules(now, alias).stream()
            .filter(rule -> !(rule instanceof GateRule.Regression))
            .toList();
    return new Gate(now.policy()).judge(absolute, Evidence.of(now, to), Optional.empty());
  }
}
