package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers that versions have of one metric; recorded, or measured since. */
final class Readings {
  private final Map<Version, MetricValue> numbers = new HashMap<>();
  private final Set<Version> texts = new HashSet<>();

  /** Of every version of {@code graph}; what can't be read is as good as none, and is told. */
  static Readings of(Snapshot now, String metric, VersionGraph graph, Unread unread) {
    Readings readings = new Readings();
    for (Version version : graph.versions()) {
      unread
          .reading(Reference.to(now.model(), version), () -> now.metric(version, metric))
          .flatMap(value -> value)
          .ifPresent(value -> readings.add(version, value));
    }
    return readings;
  }

  private void add(Version version, MetricValue value) {
    if (value.number().isPresent()) {
      numbers.put(version, value);
    } else {
      texts.add(version);
    }
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
}
