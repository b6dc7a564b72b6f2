package dev.gitmodel.cli;

import dev.gitmodel.registry.CreateModel;
import java.util.Optional;

/** {@code create}: makes a model's repository and its own object store. */
final class CreateCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "its name");
  private final Arg<Optional<String>> kind =
      Arg.option("KIND", s -> s, "model (the default), dataset or adapter", "--kind");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "create", "Makes an empty model with its own object store.", model, kind, writing.arg())
        .json("{\"dry_run\",\"changed\",\"result\":{\"model\",\"kind\"}}")
        .note("A push makes the model where it is not there yet, so this is rarely needed.")
        .example("git model create acme/tickets --kind dataset");
  }

  @Override
  public int run(Caller caller) {
    CreateModel useCase = caller.use().createModel();
    var request =
        new CreateModel.Request(
            caller.actor(), caller.model(model.value()), kind.value().orElse("model"));
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> new Deed("Created", "create", "the " + r.kind() + " " + r.model()));
  }
}
