package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListVersions.Order;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Versions by one metric: first the numbers, then the texts, then those without it, each way round.
 */
final class MetricOrder {
  private MetricOrder() {}

  /** NOT_FOUND where no version has the metric; one that can't be read is as good as none. */
  static List<Version> sorted(Snapshot now, String metric, Order order, Unread unread) {
    List<Ranked> ranked = new ArrayList<>();
    boolean all = true;
    for (Version version : now.versions()) {
      Optional<Optional<MetricValue>> read =
          unread.reading(now, version, () -> now.metric(version, metric));
      all &= read.isPresent();
      ranked.add(Ranked.of(version, read.flatMap(value -> value)));
    }
    // Of what can't be read nobody knows what it is called.
    if (all && !ranked.isEmpty() && ranked.stream().allMatch(r -> r.group() == Ranked.NONE)) {
      throw MetricHistory.unknown(now.model(), metric, MetricHistory.known(now));
    }
    ranked.sort((a, b) -> a.group() != b.group() ? a.group() - b.group() : within(a, b, order));
    return ranked.stream().map(Ranked::version).toList();
  }

  private static int within(Ranked a, Ranked b, Order order) {
    int ascending = Double.compare(a.number(), b.number());
    ascending = ascending != 0 ? ascending : a.text().compareTo(b.text());
    ascending = ascending != 0 ? ascending : a.version().compareTo(b.version());
    return order == Order.ASCENDING ? ascending : -ascending;
  }

  /** A version with its value taken apart: a number, a text, or none. */
  private record Ranked(Version version, int group, double number, String text) {
    static final int NONE = 2;

    static Ranked of(Version version, Optional<MetricValue> value) {
      if (value.isEmpty()) {
        return new Ranked(version, NONE, 0, "");
      }
      OptionalDouble number = value.get().number();
      return number.isPresent()
          ? new Ranked(version, 0, number.getAsDouble(), "")
          : new Ranked(version, 1, 0, value.get().toString());
    }
  }
}
