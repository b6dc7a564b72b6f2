package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Optional;

/** Puts an alias on a version: sets it or moves it, once role, expectation and gates agree. */
public final class MoveAlias {
  /** Put {@code alias} of {@code model} on what {@code to} selects. */
  public record Request(
      Actor by,
      ModelName model,
      AliasName alias,
      Selector to,
      Expected expected,
      Optional<String> reason) {}

  /** Where the alias was and is, and what its gates said. */
  public record Result(
      ModelName model, AliasName alias, Optional<Version> from, Version to, Verdict verdict) {}

  private final Ledger ledger;

  public MoveAlias(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Moves it; where it is there already nothing is written, and that is success. */
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
    Version to = Resolver.resolve(now, request.to());
    request.expected().check(now, alias);
    Optional<Version> from = Optional.ofNullable(now.aliases().get(alias));
    if (from.equals(Optional.of(to))) {
      return Done.already(new Result(now.model(), alias, from, to, Verdict.UNGUARDED));
    }
    Verdict verdict = AliasGuard.judge(now, alias, Evidence.of(now, to));
    AliasGuard.require(now.model(), to, alias, verdict);
    return Done.with(
        new Result(now.model(), alias, from, to, verdict),
        AliasMoves.change(new AliasMoves.Move(alias, from, to), request.reason()));
  }
}
