package dev.gitmodel.registry;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The numbers that versions have of one metric; recorded, or measured since. */
final class Readings {
  private final String metric;
  private final Map<Version, MetricValue> numbers = new HashMap<>();
  private final Set<Version> texts = new HashSet<>();
  private final SortedSet<String> known = new TreeSet<>();

  Readings(String metric) {
    this.metric = metric;
  }

  /** Of every version of {@code graph}; what can't be read is as good as none, and is told. */
  static Readings of(Snapshot now, String metric, VersionGraph graph, Unread unread) {
    Readings readings = new Readings(metric);
    for (Version version : graph.versions()) {
      unread
          .reading(Reference.to(now.model(), version), () -> now.metrics(version))
          .ifPresent(metrics -> readings.add(version, metrics));
    }
    return readings;
  }

  private void add(Version version, MetricSet metrics) {
    known.addAll(metrics.values().keySet());
    metrics
        .get(metric)
        .ifPresent(
            value -> {
              if (value.number().isPresent()) {
                numbers.put(version, value);
              } else {
                texts.add(version);
              }
            });
  }

  /** What was measured just now. */
  void put(Version version, MetricValue number) {
    numbers.put(version, number);
  }

  Optional<MetricValue> get(Version version) {
    return Optional.ofNullable(numbers.get(version));
  }

  boolean has(Version version) {
    return numbers.containsKey(version);
  }

  boolean isText(Version version) {
    return texts.contains(version);
  }

  int count() {
    return numbers.size();
  }

  Set<Version> texts() {
    return texts;
  }

  /** The names of all metrics that were seen. */
  SortedSet<String> known() {
    return known;
  }
}
