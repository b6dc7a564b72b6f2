package dev.gitmodel.codec;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.regex.Pattern;

/** One metric's value as text: the digits that were written, in each format's notation. */
final class MetricLine {
  private static final Pattern JSON_REAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)");

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

  private MetricLine() {}

  /** As YAML, so that {@link MetricValue#parse} and every YAML parser give the value back. */
  static String yaml(MetricValue value) {
    if (value instanceof MetricValue.Real real) {
      return number(real);
    }
    if (!(value instanceof MetricValue.Text text)) {
      return value.toString();
    }
    if (Utf8.hasHalf(text.value())) {
      throw RegistryException.invalid(
          "'" + Printable.of(text.value()) + "' has half a character", "write it as UTF-8");
    }
    return YamlText.scalar(text.value());
  }

  static String number(MetricValue.Real real) {
    String number = YamlText.real(digits(real));
    // A number that the point makes too long to be read as one is cut to what a double holds.
    return number.length() <= MetricValue.LONGEST ? number : YamlText.real(real.value());
  }

  /** As a JSON number that readers take for a float, too. */
  static String json(MetricValue.Real real) {
    String digits = digits(real);
    return JSON_REAL.matcher(digits).matches()
        ? digits
        : number(real).replaceFirst("^\\+", "").replaceFirst("^(-?)0+(?=[0-9])", "$1");
  }

  /** What was written, where that is the value; the record lets anybody claim anything. */
  private static String digits(MetricValue.Real real) {
    if (!Double.isFinite(real.value())) {
      throw RegistryException.invalid(
          real.value() + " is not a metric's value", "a metric is a finite number or a text");
    }
    String written = real.written();
    boolean honest =
        written.length() <= MetricValue.LONGEST
            && DECIMAL.matcher(written).matches()
            && Double.parseDouble(written) == real.value();
    return honest ? written : Double.toString(real.value());
  }
}
