package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A model whose versions have an f1, and short words for bisecting it. */
final class Line {
  final Desk desk = new Desk();
  private int seed;

  /** A version on main with its f1; {@code -} is none. */
  void main(String version, String f1) {
    publish(Desk.push(draft()).numbered(new Numbering.Exactly(Desk.v(version))), f1);
  }

  /** The next version of an experiment. */
  String trial(String experiment, String f1) {
    return publish(Desk.push(draft()).on("exp/" + experiment).by(Desk.BOB), f1);
  }

  /** Releases the experiment. */
  void promote(String experiment, String version, String f1) {
    new PromoteExperiment(desk.ledger)
        .apply(
            new PromoteExperiment.Request(
                Desk.ANN,
                Desk.IRIS,
                new ExperimentName(experiment),
                new Numbering.Exactly(Desk.v(version)),
                Optional.empty(),
                Optional.of("better"),
                Signing.UNSIGNED));
    value(version, f1);
  }

  void value(String version, String f1) {
    if (!f1.equals("-")) {
      desk.metric(version, "f1", f1);
    }
  }

  private Draft draft() {
    seed++;
    return Desk.draft(
        "training:\n  dataset: acme/tickets@1.0.0\n  hyperparameters: {rate: 0." + seed + "}\n");
  }

  private String publish(Desk.Push push, String f1) {
    String version = desk.push(push.ran("run-" + seed)).toString();
    value(version, f1);
    return version;
  }

  static BisectMetric.Request asked(UnaryOperator<Ask> more) {
    return more.apply(new Ask("f1")).request();
  }

  /** A request in the making. */
  static final class Ask {
    private final String metric;
    Optional<Selector> baseline = Optional.empty();
    Tolerance tolerance = Tolerance.NONE;
    Optional<Direction> better = Optional.empty();
    Optional<BranchName> branch = Optional.empty();
    int limit = 10;

    Ask(String metric) {
      this.metric = metric;
    }

    Ask from(String selector) {
      baseline = Optional.of(Selector.parse(selector));
      return this;
    }

    Ask within(String text) {
      tolerance = Tolerance.parse(text);
      return this;
    }

    Ask on(String name) {
      branch = Optional.of(new BranchName(name));
      return this;
    }

    Ask better(Direction way) {
      better = Optional.of(way);
      return this;
    }

    Ask explaining(int most) {
      limit = most;
      return this;
    }

    BisectMetric.Request request() {
      return new BisectMetric.Request(
          Desk.IRIS, metric, baseline, tolerance, better, branch, limit);
    }
  }

  Bisection bisect(UnaryOperator<Ask> more) {
    return bisect(desk.store, asked(more));
  }

  Bisection bisect(ModelStore store, BisectMetric.Request request) {
    return new BisectMetric(store, new Headers()).apply(request, Progress.NONE);
  }

  /** {@code left 1.2.0} or, where it may be one before, {@code left 1.1.0..1.2.0}. */
  static List<String> said(Bisection found) {
    return found.crossings().stream().map(Line::said).toList();
  }

  private static String said(Crossing c) {
    String way = c.way().name().toLowerCase(Locale.ROOT) + " ";
    String merged = c.merged() ? " by " + c.like().get(0).version() : "";
    return way
        + c.between().stream().map(v -> v + "?").collect(Collectors.joining())
        + c.at().version()
        + merged;
  }
}
