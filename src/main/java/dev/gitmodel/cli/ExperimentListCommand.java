package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Experiment;
import dev.gitmodel.registry.ListExperiments;
import java.util.List;

/** {@code experiment list}: a model's experiments. */
final class ExperimentListCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");

  @Override
  public Syntax syntax() {
    return Syntax.of("experiment list", "Lists the experiments of a model.", model)
        .json(
            "{\"model\",\"experiments\":[{\"model\",\"name\",\"tip\",\"base\",\"versions\":[],"
                + "\"main_moves\",\"last_activity\"}]}")
        .example("git model experiment list support-assistant");
  }

  @Override
  public int run(Caller caller) {
    var request = new ListExperiments.Request(caller.model(model.value()));
    List<Experiment> experiments = caller.use().listExperiments().apply(request);
    caller.out().show(new Shape(request.model(), experiments), shown -> print(caller.out(), shown));
    return ExitCode.DONE;
  }

  private static void print(Output out, Shape shown) {
    List<Experiment> experiments = shown.experiments();
    if (experiments.isEmpty()) {
      out.hint("no experiment yet: git model experiment start " + shown.model() + " NAME");
      return;
    }
    out.table(
        List.of("NAME", "FROM", "VERSIONS", "LAST", "LAST ACTIVITY"),
        experiments.stream().map(ExperimentListCommand::row));
  }

  private static List<Table.Cell> row(Experiment e) {
    List<Version> versions = e.versions();
    return Table.row(
        e.name().text(),
        e.base().map(Version::toString).orElse("-"),
        String.valueOf(e.ahead()),
        versions.isEmpty() ? "-" : versions.get(versions.size() - 1).toString(),
        e.lastActivity().map(Moment::shown).orElse("-"));
  }

  /** The JSON shape. */
  private record Shape(ModelName model, List<Experiment> experiments) {}
}
