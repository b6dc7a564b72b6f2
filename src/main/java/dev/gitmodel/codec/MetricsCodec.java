package dev.gitmodel.codec;

import dev.gitmodel.model.MetricSet;

/** Metrics as a note's lines {@code name: value}, and from the JSON that a training writes. */
@SuppressWarnings("DoNotCallSuggester") // the bodies are the next commits
public final class MetricsCodec {
  private MetricsCodec() {}

  /** The metrics of a note. */
  public static MetricSet read(byte[] note) {
    throw new UnsupportedOperationException("" + note.length);
  }

  /** One line a metric, sorted by name; {@link #read} gives the same metrics back. */
  public static String write(MetricSet metrics) {
    throw new UnsupportedOperationException("" + metrics);
  }

  /** The metrics of a JSON object; nested objects are flattened, {@code a.b}. */
  public static MetricSet fromJson(String fileName, byte[] bytes) {
    throw new UnsupportedOperationException(fileName + bytes.length);
  }
}
