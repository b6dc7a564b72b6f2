package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.RollbackAlias;
import java.util.Optional;

/** {@code rollback}: puts an alias back on a version that held it before. */
final class RollbackCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<AliasName> alias = Arg.required("ALIAS", AliasName::new, "the alias");
  private final Arg<Optional<Version>> to =
      Arg.option("V", Version::parse, "to this version; else the one before", "--to");
  private final Arg<Optional<String>> reason =
      Arg.option("TEXT", s -> s, "why, for the audit log", "--reason");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "rollback",
            "Puts an alias back on the version that held it before; appends, never rewinds.",
            model,
            alias,
            to,
            reason,
            writing.arg())
        .json(Writing.JSON.formatted("\"model\",\"alias\",\"from\",\"to\",\"verdict\""))
        .example("git model rollback support-assistant champion");
  }

  @Override
  public int run(Caller caller) {
    RollbackAlias useCase = caller.use().rollbackAlias();
    var request =
        new RollbackAlias.Request(
            caller.actor(), caller.model(model.value()), alias.value(), to.value(), reason.value());
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> {
          String was = writing.rehearsed() ? " (is " : " (was ";
          String from = r.from().map(v -> was + v + ")").orElse("");
          String what = r.alias() + " → " + Reference.to(r.model(), r.to()) + from;
          return new Deed("", "move", what);
        });
  }
}
