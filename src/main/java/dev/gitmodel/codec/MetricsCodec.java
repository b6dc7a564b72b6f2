package dev.gitmodel.codec;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import java.util.Map;
import java.util.TreeMap;

/** Metrics as a note's lines {@code name: value}, and from the JSON that a training writes. */
public final class MetricsCodec {
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int DEEPEST = 32;
  private static final String NOTE = "metrics";
  private static final String HINT =
      "metrics are lines 'name: value', for example f1: 0.86; git model metrics REF name=value"
          + " writes them";

  private MetricsCodec() {}

  /** The metrics of a note: an unquoted number is one, anything else is a text. */
  public static MetricSet read(byte[] note) {
    Problems problems = new Problems(NOTE);
    try {
      MetricSet metrics = read(note, problems);
      problems.throwIfAny(HINT);
      return metrics;
    } catch (Refusal e) {
      throw problems.exception(HINT);
    }
  }

  private static MetricSet read(byte[] note, Problems problems) {
    String text = Utf8.text(note, MOST_BYTES, problems);
    YamlDocument document = YamlReader.read(text, DEEPEST, problems);
    if (document.root().isEmpty()) {
      return MetricSet.EMPTY;
    }
    Node root = document.root().get();
    if (!(root instanceof Node.Fields fields)) {
      throw problems.fatal(root.at(), "", "lines 'name: value' were expected");
    }
    Map<String, MetricValue> values = new TreeMap<>();
    fields
        .fields()
        .forEach(
            (name, field) -> {
              try {
                MetricSet.of(
                    Map.of(name, new MetricValue.Whole(0))); // Checks the name at its place.
                values.put(name, value(field.value()));
              } catch (RegistryException e) {
                problems.add(field.key(), name, e.text());
              }
            });
    return problems.isEmpty() ? MetricSet.of(values) : MetricSet.EMPTY;
  }

  private static MetricValue value(Node node) {
    if (!(node instanceof Node.Scalar scalar)
        || (scalar.plain() && CoreSchema.isNull(scalar.text()))) {
      throw RegistryException.invalid("one number or one line of text was expected", HINT);
    }
    return scalar.plain() ? MetricValue.parse(scalar.text()) : new MetricValue.Text(scalar.text());
  }

  /** One line a metric, sorted by name; {@link #read} gives the same metrics back. */
  public static String write(MetricSet metrics) {
    StringBuilder out = new StringBuilder();
    metrics
        .values()
        .forEach(
            (name, value) ->
                out.append(YamlText.scalar(name))
                    .append(": ")
                    .append(MetricLine.yaml(value))
                    .append('\n'));
    return out.toString();
  }

  /**
   * The metrics of a JSON object; nested objects are flattened, {@code a.b}. Numbers keep the
   * digits they have there, {@code true} and {@code false} are texts.
   */
  public static MetricSet fromJson(String fileName, byte[] bytes) {
    return JsonMetrics.read(fileName, bytes);
  }
}
