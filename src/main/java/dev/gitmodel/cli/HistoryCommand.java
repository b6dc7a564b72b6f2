package dev.gitmodel.cli;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ChartSvg;
import dev.gitmodel.registry.MetricHistory;
import dev.gitmodel.registry.MetricHistory.History;
import dev.gitmodel.registry.MetricHistory.Series;
import dev.gitmodel.registry.Sparkline;
import dev.gitmodel.store.Care.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code history}: each metric over the versions. */
final class HistoryCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<List<String>> metric =
      Arg.options("M", s -> s, "this metric; repeatable; none is all", "--metric");
  private final Arg<Optional<String>> svg =
      Arg.option(
          "FILE", s -> s, "draw a chart of at most five metrics; - is standard output", "--svg");
  private final Arg<Boolean> ancestry =
      Arg.flag("as the versions came to be, not by number", "--ancestry");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "history",
            "Shows each metric over the versions, as a table with a sparkline or as a chart.",
            model,
            metric,
            svg,
            ancestry)
        .json(
            "{\"model\",\"versions\":[],\"series\":[{\"metric\",\"direction\",\"values\":[{"
                + "\"version\",\"value\"}]}],\"unreadable\":[]}")
        .note(Findings.PARTIAL)
        .example("git model history support-assistant --metric f1 --svg f1.svg");
  }

  @Override
  public int run(Caller caller) {
    var order = ancestry.value() ? MetricHistory.Order.ANCESTRY : MetricHistory.Order.VERSION;
    var request = new MetricHistory.Request(caller.model(model.value()), metric.value(), order);
    History history = caller.use().metricHistory().apply(request);
    if (svg.value().isPresent()) {
      draw(caller.out(), history, caller.target(svg.value()));
    } else {
      caller.out().show(Shape.of(history), shown -> print(caller.out(), history));
    }
    history.unreadable().forEach(f -> Findings.warn(caller.out(), f));
    return Findings.partial(history.unreadable());
  }

  private static void draw(Output out, History history, Optional<Path> file) {
    if (file.isPresent()) {
      Input.write(file.get(), ChartSvg.of(history));
      out.show(new Drawn(file.get().toString()), d -> out.report("Drew " + d.file()));
      return;
    }
    if (out.wantsJson()) {
      throw RegistryException.invalid(
          "--json and --svg - exclude each other", "leave out one of them");
    }
    out.document(ChartSvg.of(history));
  }

  /** A row each version and, above, each metric's line. */
  private static void print(Output out, History history) {
    if (history.series().isEmpty()) {
      out.hint("no metrics yet: git model metrics " + history.model() + "@VERSION NAME=VALUE");
      return;
    }
    List<String> header = new ArrayList<>(List.of("METRIC"));
    history.versions().forEach(v -> header.add(v.toString()));
    header.add("");
    out.table(header, history.series().stream().map(HistoryCommand::row));
  }

  private static List<Table.Cell> row(Series series) {
    List<String> cells = new ArrayList<>(List.of(series.metric()));
    series.values().forEach(v -> cells.add(v.map(MetricValue::toString).orElse("-")));
    cells.add(Sparkline.of(series.numbers()));
    return Table.row(cells.toArray(String[]::new));
  }

  /** The JSON shape of a chart. */
  private record Drawn(String file) {}

  /** The JSON shape. */
  private record Shape(
      ModelName model, List<Version> versions, List<Line> series, List<Finding> unreadable) {
    static Shape of(History history) {
      return new Shape(
          history.model(),
          history.versions(),
          history.series().stream().map(s -> Line.of(s, history.versions())).toList(),
          history.unreadable());
    }
  }

  /** One metric of it; a version without it is left out. */
  private record Line(String metric, String direction, List<Point> values) {
    static Line of(Series series, List<Version> versions) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < versions.size(); i++) {
        Version version = versions.get(i);
        series.values().get(i).ifPresent(value -> points.add(new Point(version, value)));
      }
      return new Line(
          series.metric(), series.direction().name().toLowerCase(java.util.Locale.ROOT), points);
    }
  }

  /** One value of it. */
  private record Point(Version version, MetricValue value) {}
}
