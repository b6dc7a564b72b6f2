package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListVersions.Order;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Versions by one metric: first the numbers, then the texts, then those without it, each way round.
 */
final class MetricOrder {
  private MetricOrder() {}

  /** NOT_FOUND where no version has the metric. */
  static List<Version> sorted(Snapshot now, String metric, Order order) {
    Map<Version, MetricValue> values = new HashMap<>();
    SortedSet<String> known = new TreeSet<>();
    for (Version version : now.versions()) {
      known.addAll(now.metrics(version).values().keySet());
      now.metrics(version).get(metric).ifPresent(value -> values.put(version, value));
    }
    if (values.isEmpty() && !now.versions().isEmpty()) {
      throw MetricHistory.unknown(now.model(), metric, known);
    }
    List<Ranked> ranked = new ArrayList<>();
    now.versions().forEach(version -> ranked.add(Ranked.of(version, values.get(version))));
    Comparator<Ranked> within =
        Comparator.comparingDouble(Ranked::number)
            .thenComparing(Ranked::text)
            .thenComparing(Ranked::version);
    ranked.sort(
        Comparator.comparingInt(Ranked::group)
            .thenComparing(order == Order.ASCENDING ? within : within.reversed()));
    return ranked.stream().map(Ranked::version).toList();
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
