package dev.gitmodel.cli;

import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.registry.ShowExperiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code experiment show}: each of its versions beside the one it began from. */
final class ExperimentShowCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<ExperimentName> name =
      Arg.required("NAME", ExperimentName::new, "the experiment");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "experiment show", "Shows an experiment's versions beside its baseline.", model, name)
        .json(
            "{\"experiment\":{\"model\",\"name\",\"tip\",\"base\",\"versions\":[],\"main_moves\","
                + "\"last_activity\"},\"base\":{\"version\",\"created\",\"digest\",\"metrics\":{}},"
                + "\"versions\":[{as base}]}")
        .example("git model experiment show support-assistant lower-rate");
  }

  @Override
  public int run(Caller caller) {
    var request = new ShowExperiment.Request(caller.model(model.value()), name.value());
    ShowExperiment.Result shown = caller.use().showExperiment().apply(request);
    caller.out().show(Shape.of(shown), shape -> print(caller.out(), shown));
    return ExitCode.DONE;
  }

  private static void print(Output out, ShowExperiment.Result shown) {
    List<ShowExperiment.Row> rows = new ArrayList<>(shown.base().stream().toList());
    rows.addAll(shown.versions());
    SortedSet<String> metrics = new TreeSet<>();
    rows.forEach(row -> metrics.addAll(row.metrics().values().keySet()));
    out.line(shown.experiment().name() + " of " + shown.experiment().model(), Style.BOLD);
    List<String> header = new ArrayList<>(List.of("VERSION", "CREATED"));
    header.addAll(metrics);
    header.add("");
    out.table(header, rows.stream().map(row -> cells(row, metrics, shown.base())));
    if (shown.experiment().mainMoves() > 0) {
      out.hint(
          "main has moved "
              + Words.count(shown.experiment().mainMoves(), "time")
              + " since it began from there");
    }
  }

  private static List<Table.Cell> cells(
      ShowExperiment.Row row, SortedSet<String> metrics, Optional<ShowExperiment.Row> base) {
    List<String> cells =
        new ArrayList<>(
            List.of(row.version().version().toString(), Moment.shown(row.version().at())));
    metrics.forEach(m -> cells.add(row.metrics().get(m).map(MetricValue::toString).orElse("-")));
    cells.add(base.filter(row::equals).isPresent() ? "(baseline)" : "");
    return Table.row(cells.toArray(String[]::new));
  }

  /** The JSON shape. */
  private record Shape(
      dev.gitmodel.registry.Experiment experiment, Optional<Line> base, List<Line> versions) {
    static Shape of(ShowExperiment.Result r) {
      return new Shape(
          r.experiment(), r.base().map(Line::of), r.versions().stream().map(Line::of).toList());
    }
  }

  /** One version of it. */
  private record Line(String version, Instant created, String digest, MetricSet metrics) {
    static Line of(ShowExperiment.Row row) {
      return new Line(
          row.version().version().toString(),
          row.version().at(),
          row.version().digest().toString(),
          row.metrics());
    }
  }
}
