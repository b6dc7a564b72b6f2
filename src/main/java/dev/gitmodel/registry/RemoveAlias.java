package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes an alias away; the version stays. */
public final class RemoveAlias {
  /** Take {@code alias} of {@code model} away. */
  public record Request(
      Actor by, ModelName model, AliasName alias, Expected expected, Optional<String> reason) {}

  /** The alias and the version that it was on. */
  public record Result(ModelName model, AliasName alias, Version from) {}

  private final Ledger ledger;

  public RemoveAlias(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Removes it; NOT_FOUND where it is not there. */
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
    request.expected().check(now, alias);
    Version from = Resolver.resolve(now, new Selector.ByAlias(alias));
    Event event =
        new Event(Operation.ALIAS_REMOVE, "alias " + alias + ": " + from + " -> none")
            .trailer("Alias", alias)
            .trailer("Version", from)
            .change("aliases", Map.of(alias.text(), from.toString()), Map.of());
    return Done.with(
        new Result(now.model(), alias, from),
        new ChangeSet(List.of(new Change.RemoveAlias(alias)), event.because(request.reason())));
  }
}
