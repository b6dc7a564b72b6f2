package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection.Coverage;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Point;
import dev.gitmodel.registry.Bisection.Standard;
import dev.gitmodel.registry.Bisection.Work;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One bisection at work: one state of the model, its graph, and the values known so far. */
final class Bisecting {
  private final Snapshot now;
  private final BisectMetric.Request request;
  private final Unread unread;
  private final VersionGraph graph;
  private final Readings readings;

  private Bisecting(Snapshot now, BisectMetric.Request request) {
    this.now = now;
    this.request = request;
    this.unread = new Unread();
    VersionGraph all = VersionGraph.of(now, unread);
    this.graph = request.branch().map(b -> all.behind(tip(new Selector.ByBranch(b)))).orElse(all);
    this.readings = Readings.of(now, request.metric(), graph, unread);
  }

  /** NOT_FOUND where there is no version, or no such branch. */
  static Bisecting look(ModelStore store, BisectMetric.Request request) {
    Snapshot now = store.look(request.model());
    if (now.versions().isEmpty()) {
      Resolver.resolve(now, new Selector.Latest());
    }
    return new Bisecting(now, request);
  }

  private Version tip(Selector selector) {
    return Resolver.resolve(now, selector);
  }

  private BisectionRefusals refusals() {
    return new BisectionRefusals(now, request, readings, unread);
  }

  ModelName model() {
    return now.model();
  }

  String metric() {
    return request.metric();
  }

  VersionGraph graph() {
    return graph;
  }

  Readings readings() {
    return readings;
  }

  /** The one that was named, or the first with a number. */
  Version baseline() {
    Optional<Version> named = named();
    if (named.isPresent()) {
      if (!readings.has(named.get())) {
        throw refusals().baselineWithout(named.get());
      }
      return named.get();
    }
    return graph.versions().stream()
        .filter(readings::has)
        .findFirst()
        .orElseThrow(() -> refusals().none());
  }

  /** The one that was named, or the best one behind {@code newest}, with a number or without. */
  Version baselineBehind(Version newest) {
    BitSet behind = graph.ancestors(List.of(graph.place(newest)));
    behind.clear(graph.place(newest));
    return named()
        .or(() -> versions(behind).filter(readings::has).findFirst())
        .or(() -> versions(behind).filter(v -> !readings.isText(v)).findFirst())
        .orElseThrow(() -> refusals().nothingBehind(newest));
  }

  private Stream<Version> versions(BitSet places) {
    return places.stream().mapToObj(graph::version);
  }

  private Optional<Version> named() {
    Optional<Version> named = request.baseline().map(this::tip);
    if (named.isPresent() && !graph.has(named.get())) {
      throw RegistryException.invalid(
          named.get() + " is not behind the branch " + request.branch().orElse(BranchName.MAIN),
          "leave --branch out to look at every version");
    }
    return named;
  }

  /** Where the search for what is worse starts: the last version of the branch, or of main. */
  Version newest() {
    Version last = graph.version(graph.size() - 1);
    if (request.branch().isPresent()) {
      return tip(new Selector.ByBranch(request.branch().get()));
    }
    Optional<Version> main =
        unread
            .reading(model(), () -> now.lastVersionOn(BranchName.MAIN))
            .flatMap(v -> v)
            .filter(graph::has);
    Optional<Version> named = named();
    // A baseline that is ahead of main is compared with what comes after it.
    boolean ahead =
        named.isPresent()
            && main.isPresent()
            && graph.ancestors(List.of(graph.place(named.get()))).get(graph.place(main.get()));
    return main.filter(v -> !ahead).orElse(last);
  }

  Yardstick yardstick(Version baseline) {
    return new Yardstick(
        baseline,
        readings.get(baseline).orElseThrow(() -> refusals().baselineWithout(baseline)),
        request.better().or(() -> now.policy().toldDirection(metric())),
        request.tolerance());
  }

  /** What the version has now; empty and told where that can't be read. */
  Optional<MetricSet> recorded(Version version) {
    return unread.reading(Reference.to(model(), version), () -> now.metrics(version));
  }

  Crossings crossings(Yardstick yardstick) {
    return new Crossings(graph, readings, yardstick);
  }

  /** Refuses where fewer than two values can be compared. */
  void refuseOne() {
    if (readings.count() < 2) {
      throw refusals().one();
    }
  }

  RegistryException untestable(Version version) {
    return refusals().untestable(version);
  }

  RegistryException text(Version version) {
    return refusals().baselineWithout(version);
  }

  Bisection answer(Yardstick yardstick, Work work, CrossingReasons reasons) {
    List<Crossing> found = crossings(yardstick).all();
    // What was measured meanwhile belongs to the reasons.
    Snapshot known = work.measured().isEmpty() ? now : reasons.store().look(model());
    List<Crossing> explained = reasons.of(known, found, request.explained(), unread);
    return new Bisection(
        standard(yardstick.baseline()),
        explained,
        coverage(Optional.of(yardstick)),
        work,
        unread.all());
  }

  /** Where there is nothing to compare yet. */
  Bisection unanswered(Version baseline, Work work) {
    return new Bisection(
        standard(baseline), List.of(), coverage(Optional.empty()), work, unread.all());
  }

  private Standard standard(Version baseline) {
    return new Standard(
        model(),
        metric(),
        baseline,
        readings.get(baseline),
        request.better().or(() -> now.policy().toldDirection(metric())),
        request.tolerance());
  }

  private Coverage coverage(Optional<Yardstick> yardstick) {
    BitSet after = new BitSet();
    after.set(0, graph.size());
    yardstick.ifPresent(
        y -> {
          after.andNot(graph.ancestors(List.of(graph.place(y.baseline()))));
        });
    Optional<Point> worst =
        yardstick.flatMap(
            y ->
                versions(after)
                    .flatMap(v -> readings.get(v).map(value -> new Point(v, value)).stream())
                    .max(Comparator.comparing((Point p) -> y.worse(p.value()))));
    return new Coverage(
        readings.count(),
        worst,
        versions(after).filter(v -> !readings.has(v) && !readings.isText(v)).toList(),
        graph.versions().stream().filter(readings::isText).toList());
  }
}
