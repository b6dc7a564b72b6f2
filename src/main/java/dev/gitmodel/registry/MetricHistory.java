package dev.gitmodel.registry;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Metrics over the versions of a model. */
public final class MetricHistory {
  private final ModelStore store;

  public MetricHistory(ModelStore store) {
    this.store = store;
  }

  /** How the versions follow one another. */
  public enum Order {
    /** By SemVer precedence. */
    VERSION,
    /** As they came to be: parents first, then as the audit log has them. */
    ANCESTRY
  }

  /** Which metrics; none named is all. */
  public record Request(ModelName model, List<String> metrics, Order order) {
    public Request {
      metrics = List.copyOf(metrics);
    }
  }

  /** The versions in order, a series each metric, and what could not be read of them. */
  public record History(
      ModelName model, List<Version> versions, List<Series> series, List<Finding> unreadable) {
    public History {
      versions = List.copyOf(versions);
      series = List.copyOf(series);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** One metric: a value a version, in the order of the versions. */
  public record Series(String metric, Direction direction, List<Optional<MetricValue>> values) {
    public Series {
      values = List.copyOf(values);
    }

    /** The numbers, for drawing; empty where there is none. */
    public List<OptionalDouble> numbers() {
      return values.stream()
          .map(v -> v.map(MetricValue::number).orElse(OptionalDouble.empty()))
          .toList();
    }
  }

  /**
   * NOT_FOUND where there is no such model, or no version has a metric that was named; CORRUPT
   * where nobody knows, because some can't be read.
   */
  public History apply(Request request) {
    Snapshot now = store.look(request.model());
    Unread unread = Unread.of(now);
    Policy policy = unread.reading("registry.yaml", now::policy).orElse(Policy.OPEN);
    List<Version> versions =
        request.order() == Order.ANCESTRY ? Ancestry.order(now) : List.copyOf(now.versions());
    List<Series> series =
        request.metrics().isEmpty()
            ? all(now, policy, versions, unread)
            : request.metrics().stream()
                .distinct()
                .map(m -> one(now, policy, versions, m, unread))
                .toList();
    return new History(request.model(), versions, series, unread.all());
  }

  private static List<Series> all(
      Snapshot now, Policy policy, List<Version> versions, Unread unread) {
    List<MetricSet> metrics =
        versions.stream().map(version -> Described.metrics(now, version, unread)).toList();
    SortedSet<String> known = new TreeSet<>();
    metrics.forEach(set -> known.addAll(set.values().keySet()));
    if (known.isEmpty()) {
      // Where that is because none can be read, there is no answer.
      known.addAll(known(now));
    }
    return known.stream()
        .map(name -> series(policy, name, metrics.stream().map(set -> set.get(name)).toList()))
        .toList();
  }

  private static Series one(
      Snapshot now, Policy policy, List<Version> versions, String metric, Unread unread) {
    List<Optional<MetricValue>> values =
        versions.stream()
            .map(v -> unread.reading(now, v, () -> now.metric(v, metric)).flatMap(noted -> noted))
            .toList();
    if (values.stream().allMatch(Optional::isEmpty)) {
      throw unknown(now.model(), metric, known(now));
    }
    return series(policy, metric, values);
  }

  private static Series series(Policy policy, String metric, List<Optional<MetricValue>> values) {
    return new Series(metric, policy.direction(metric), values);
  }

  /** The names of all metrics that some version has; CORRUPT where those of one can't be read. */
  static SortedSet<String> known(Snapshot now) {
    SortedSet<String> known = new TreeSet<>();
    now.versions().forEach(version -> known.addAll(now.metrics(version).values().keySet()));
    return known;
  }

  /** No version has the metric; says which there are. */
  static RegistryException unknown(ModelName model, String metric, SortedSet<String> known) {
    return RegistryException.notFound(
        "no version of " + model + " has the metric '" + Printable.of(metric) + "'",
        known.isEmpty()
            ? "attach metrics with: git model metrics " + model + "@VERSION NAME=VALUE"
            : "there are: " + known.stream().limit(20).collect(Collectors.joining(", ")));
  }
}
