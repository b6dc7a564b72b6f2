package dev.gitmodel.registry;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
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

  /** The versions in order, and a series each metric. */
  public record History(ModelName model, List<Version> versions, List<Series> series) {
    public History {
      versions = List.copyOf(versions);
      series = List.copyOf(series);
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

  /** NOT_FOUND where there is no such model, or no version has a metric that was named. */
  public History apply(Request request) {
    Snapshot now = store.look(request.model());
    List<Version> versions =
        request.order() == Order.ANCESTRY ? Ancestry.order(now) : List.copyOf(now.versions());
    List<MetricSet> metrics = versions.stream().map(now::metrics).toList();
    SortedSet<String> known = new TreeSet<>();
    metrics.forEach(set -> known.addAll(set.values().keySet()));
    List<String> wanted =
        request.metrics().isEmpty()
            ? List.copyOf(known)
            : request.metrics().stream().distinct().toList();
    List<Series> series = new ArrayList<>();
    for (String metric : wanted) {
      if (!known.contains(metric)) {
        throw unknown(request.model(), metric, known);
      }
      List<Optional<MetricValue>> values = metrics.stream().map(set -> set.get(metric)).toList();
      series.add(new Series(metric, now.policy().direction(metric), values));
    }
    return new History(request.model(), versions, series);
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
