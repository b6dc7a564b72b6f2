package dev.gitmodel.git;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A version's metrics as a record from which one is read without making the others. */
final class MetricsRecord {
  private static final int WHOLE = 'w';
  private static final int REAL = 'r';
  private static final int TEXT = 't';

  private MetricsRecord() {}

  static void write(MetricSet metrics, SliceWriter out) {
    out.u16(metrics.values().size());
    metrics
        .values()
        .forEach(
            (name, value) -> {
              byte[] key = name.getBytes(StandardCharsets.UTF_8);
              byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
              out.u8(key.length).bytes(key).u8(kind(value)).u16(text.length).bytes(text);
            });
  }

  private static int kind(MetricValue value) {
    if (value instanceof MetricValue.Whole) {
      return WHOLE;
    }
    return value instanceof MetricValue.Real ? REAL : TEXT;
  }

  static MetricSet all(Slice in) {
    SortedMap<String, MetricValue> values = new TreeMap<>();
    for (int left = in.u16(); left > 0; left--) {
      String name = in.text(in.u8());
      values.put(name, value(in.u8(), in));
    }
    return new MetricSet(values);
  }

  static Optional<MetricValue> one(Slice in, byte[] name) {
    return in.seek(in.u16(), name) ? Optional.of(value(in.u8(), in)) : Optional.empty();
  }

  private static MetricValue value(int kind, Slice in) {
    String text = in.text(in.u16());
    return switch (kind) {
      case WHOLE -> new MetricValue.Whole(Long.parseLong(text));
      case REAL -> new MetricValue.Real(Double.parseDouble(text), text);
      default -> new MetricValue.Text(text);
    };
  }
}
