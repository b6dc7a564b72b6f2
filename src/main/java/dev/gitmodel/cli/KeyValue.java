package dev.gitmodel.cli;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code k=v} as typed. */
final class KeyValue {
  private KeyValue() {}

  static Map.Entry<String, MetricValue> parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw RegistryException.invalid(
          "'" + text + "' is not a metric", "write NAME=VALUE, for example f1=0.86");
    }
    String name = text.substring(0, equals);
    String value = text.substring(equals + 1).strip();
    if (MetricValue.isNotFinite(value)) {
      // As a text no comparison, gate or chart would see it.
      throw RegistryException.invalid(
          name + ": a finite number was expected, found " + value,
          "leave out what could not be measured, or give a number: " + name + "=0.86");
    }
    return Map.entry(name, MetricValue.parse(value));
  }

  /** All of them; INVALID where one is there twice with different values. */
  static MetricSet metrics(List<Map.Entry<String, MetricValue>> typed) {
    Map<String, MetricValue> metrics = new TreeMap<>();
    for (var entry : typed) {
      Optional<MetricValue> before =
          Optional.ofNullable(metrics.put(entry.getKey(), entry.getValue()));
      if (before.isPresent() && !before.get().equals(entry.getValue())) {
        throw RegistryException.invalid(
            "the metric '" + entry.getKey() + "' is given twice", "give it once");
      }
    }
    return MetricSet.of(metrics);
  }

  /** As typed, by name: {@code accuracy=0.9, f1=0.83}. */
  static String told(MetricSet metrics) {
    return metrics.values().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
