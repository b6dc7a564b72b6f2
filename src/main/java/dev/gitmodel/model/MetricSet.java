package dev.gitmodel.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metrics of one version by name, sorted; names safe as YAML keys and on a terminal. */
public record MetricSet(SortedMap<String, MetricValue> values) {
  private static final int LONGEST_NAME = 128;
  private static final int MOST = 10_000;

  /** No metrics. */
  public static final MetricSet EMPTY = new MetricSet(new TreeMap<>());

  public MetricSet {
    values.keySet().forEach(MetricSet::checkName);
    if (values.size() > MOST) {
      throw RegistryException.invalid(
          "a version holds at most " + MOST + " metrics", "attach a summary of them");
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** These metrics in any order. */
  public static MetricSet of(Map<String, MetricValue> values) {
    return new MetricSet(new TreeMap<>(values));
  }

  private static void checkName(String name) {
    if (!isName(name)) {
      throw RegistryException.invalid(
          "'" + Printable.of(name) + "' is not a metric name",
          "a metric is 1 to 128 of letters, digits and _ . @ / % + - and starts with a letter,"
              + " for example f1 or recall@10");
    }
  }

  /** By hand, because a table of many versions has hundreds of thousands. */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean first = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!first && (i == 0 || !((c >= '0' && c <= '9') || ".@/%+-".indexOf(c) >= 0))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= LONGEST_NAME;
  }

  /** These with {@code update}'s keys set, and {@code unset} gone. */
  public MetricSet merge(MetricSet update, Set<String> unset) {
    SortedMap<String, MetricValue> merged = new TreeMap<>(values);
    merged.keySet().removeAll(unset);
    merged.putAll(update.values);
    return new MetricSet(merged);
  }

  public Optional<MetricValue> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
