package dev.gitmodel.run;

import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Workbench.Reading;
import java.nio.charset.StandardCharsets;

/** Reads what an evaluation printed: a number on its last line, or all of it an object. */
final class Printed {
  private static final int SHOWN = 60;

  private Printed() {}

  static Reading of(String text) {
    String last = text.lines().filter(l -> !l.isBlank()).reduce("", (a, b) -> b).strip();
    MetricValue value =
        last.length() > MetricValue.LONGEST
            ? new MetricValue.Text("")
            : MetricValue.parse(Printable.of(last));
    if (value.number().isPresent()) {
      return new Reading.Value(value);
    }
    if (!text.strip().startsWith("{")) {
      return new Reading.Nothing(
          last.isEmpty() ? "it printed nothing" : "its last line is '" + cut(last) + "'");
    }
    try {
      byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
      return new Reading.Metrics(MetricsCodec.fromJson("its output", bytes));
    } catch (RegistryException e) {
      return new Reading.Nothing(e.text());
    }
  }

  private static String cut(String line) {
    String visible = Printable.of(line);
    return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "...";
  }
}
