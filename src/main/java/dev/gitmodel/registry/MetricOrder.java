package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListVersions.Order;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Versions by one metric: first the numbers, then the texts, then those without it, each way round.
 */
final class MetricOrder {
  private MetricOrder() {}

  /** NOT_FOUND where no version has the metric. */
  static List<Version> sorted(Snapshot now, String metric, Order order) {
    Map<Version, MetricValue> values = new HashMap<>();
    SortedSet<Version> versions = now.versions();
    for (Version version : versions) {
      now.metric(version, metric).ifPresent(value -> values.put(version, value));
    }
    if (values.isEmpty() && !versions.isEmpty()) {
      throw MetricHistory.unknown(now.model(), metric, MetricHistory.known(now));
    }
    List<Ranked> ranked = new ArrayList<>();
    versions.forEach(version -> ranked.add(Ranked.of(version, values.get(version))));
    ranked.sort((a, b) -> a.group() != b.group() ? a.group() - b.group() : within(a, b, order));
    return ranked.stream().map(Ranked::version).toList();
  }

  private static int within(Ranked a, Ranked b, Order order) {
    int ascending = Double.compare(a.number(), b.number());
    ascending = ascending != 0 ? ascending : a.text().compareTo(b.text());
    ascending = ascending != 0 ? ascending : a.version().compareTo(b.version());
    return order == Order.ASCENDING ? ascending : -ascending;
  }

  /** A version with its value taken apart; {@code group} is 0 number, 1 text, 2 none. */
  private record Ranked(Version version, int group, double number, String text) {
    static Ranked of(Version version, @Nullable MetricValue value) {
      if (value == null) {
        return new Ranked(version, 2, 0, "");
      }
      OptionalDouble number = value.number();
      return number.isPresent()
          ? new Ranked(version, 0, number.getAsDouble(), "")
          : new Ranked(version, 1, 0, value.toString());
    }
  }
}
