package dev.gitmodel.registry;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The metrics that differ between two sets, as the audit log keeps them. */
record MetricChange(MetricSet before, MetricSet after) {
  private static final int SHOWN = 8;

  boolean isNone() {
    return before.values().equals(after.values());
  }

  /** The values that changed or went, as they were. */
  Map<String, Object> was() {
    return trees(before);
  }

  /** The values that changed or came, as they are. */
  Map<String, Object> is() {
    return trees(after);
  }

  /** {@code f1=0.83, loss gone}; the first few. */
  String line() {
    List<String> parts = new ArrayList<>();
    NavigableSet<String> keys = keys();
    for (String key : keys) {
      if (parts.size() == SHOWN) {
        parts.add("and " + (keys.size() - SHOWN) + " more");
        break;
      }
      parts.add(after.get(key).map(value -> key + "=" + value).orElse(key + " gone"));
    }
    return String.join(", ", parts);
  }

  private NavigableSet<String> keys() {
    NavigableSet<String> keys = new TreeSet<>(before.values().keySet());
    keys.addAll(after.values().keySet());
    keys.removeIf(key -> before.get(key).equals(after.get(key)));
    return keys;
  }

  private Map<String, Object> trees(MetricSet side) {
    SortedMap<String, Object> trees = new TreeMap<>();
    for (String key : keys()) {
      Optional<MetricValue> value = side.get(key);
      value.ifPresent(v -> trees.put(key, tree(v)));
    }
    return trees;
  }

  private static Object tree(MetricValue value) {
    if (value instanceof MetricValue.Whole whole) {
      return whole.value();
    }
    return value instanceof MetricValue.Real real ? (Object) real.value() : value.toString();
  }
}
