package dev.gitmodel.cli;

import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.StartExperiment;
import java.util.Optional;

/** {@code experiment start}: opens a branch for trial runs. */
final class ExperimentStartCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<ExperimentName> name =
      Arg.required("NAME", ExperimentName::new, "the experiment's name");
  private final Arg<Optional<String>> from =
      Arg.option("REF", s -> s, "begin at this version, alias ...; else main's last", "--from");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "experiment start",
            "Opens a branch for trial runs; the baseline stays as it is.",
            model,
            name,
            from,
            writing.arg())
        .json(Writing.JSON.formatted("\"model\",\"name\",\"branch\",\"base\""))
        .example("git model experiment start support-assistant lower-rate --from champion");
  }

  @Override
  public int run(Caller caller) {
    StartExperiment useCase = caller.use().startExperiment();
    ModelName of = caller.model(model.value());
    Optional<Selector> base = from.value().map(typed -> TypedReference.within(caller, of, typed));
    var request = new StartExperiment.Request(caller.actor(), of, name.value(), base);
    var done = writing.run(request, useCase::apply, useCase::plan);
    int code =
        writing.tell(
            caller.out(),
            done,
            r -> {
              String from = " of " + r.model() + " from " + r.base() + " on " + r.branch();
              return new Deed("Started", "start", "the experiment " + r.name() + from);
            });
    if (writing.rehearsed()) {
      return code;
    }
    caller.out().hint("publish to it with: git model push DIR --experiment " + request.name());
    return code;
  }
}
