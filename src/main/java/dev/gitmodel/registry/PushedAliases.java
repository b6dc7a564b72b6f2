package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;

/** What a pushed alias must be: on a version's tag, and moved by who may, with its gates passed. */
final class PushedAliases {
  private static final String ALIASES = "refs/aliases/";

  private final Incoming push;
  private final Actor by;
  private final CheckPush.Scope scope;

  PushedAliases(Incoming push, CheckPush.Request request) {
    this.push = push;
    this.by = request.by();
    this.scope = request.scope();
  }

  List<Finding> check(RefMove move) {
    if (!move.ref().startsWith(ALIASES)) {
      return List.of();
    }
    AliasName alias = new AliasName(move.ref().substring(ALIASES.length()));
    AliasGuard.allow(push.before(), by, alias);
    if (move.to().isNone()) {
      return List.of();
    }
    Snapshot after = push.after();
    Optional<Version> to = Optional.ofNullable(after.aliases().get(alias));
    if (to.isPresent()) {
      AliasGuard.require(after.model(), to.get(), alias, judge(push, alias, to.get()));
      return List.of();
    }
    if (scope == CheckPush.Scope.ONE_REF && push.kind(move.to()) == Incoming.Kind.TAG) {
      // Its version may be in the same push, and this hook sees one ref at a time.
      return List.of();
    }
    return List.of(
        new Finding(
            move.ref(),
            "would stand on " + move.to() + ", which is no version's tag",
            "git push REMOTE refs/tags/v1.2.0:" + move.ref()));
  }

  /** As for a rollback where the version held the alias before, else as for a move. */
  static Verdict judge(Incoming push, AliasName alias, Version to) {
    if (AliasHolders.ever(push.before(), alias).contains(to)) {
      return RollbackAlias.judge(push.after(), alias, to);
    }
    return new Gate(push.before().policy())
        .judge(
            AliasGuard.rules(push.before(), alias),
            Evidence.of(push.after(), to),
            AliasGuard.holder(push.before(), alias));
  }
}
