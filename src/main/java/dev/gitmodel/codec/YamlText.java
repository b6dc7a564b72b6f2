package dev.gitmodel.codec;

import dev.gitmodel.model.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Scalars as YAML that every parser reads alike, whether it speaks YAML 1.1 or 1.2. */
final class YamlText {
  private static final Set<String> WORDS =
      Set.of("y", "yes", "n", "no", "on", "off", "true", "false", "null");
  private static final Pattern NUMBER =
      Pattern.compile("([-+]?)([0-9]*)(?:\\.([0-9]*))?(?:[eE]([-+]?)([0-9]+))?");
  private static final Pattern ALIKE = Pattern.compile("[-+]?[0-9]+\\.[0-9]+([eE][-+][0-9]+)?");

  private YamlText() {}

  /** {@code text} plain where no parser takes it for anything else, else double-quoted. */
  static String scalar(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /**
   * A decimal number with a point and a signed exponent: YAML 1.1 takes {@code 1e-3} for a text.
   */
  static String real(String decimal) {
    if (ALIKE.matcher(decimal).matches()) {
      return decimal;
    }
    Matcher m = NUMBER.matcher(decimal);
    if (!m.matches()) {
      throw new IllegalArgumentException(decimal + " is not a decimal number");
    }
    String exponent =
        m.group(5) == null ? "" : "e" + (m.group(4).isEmpty() ? "+" : m.group(4)) + m.group(5);
    return m.group(1) + orZero(m.group(2)) + "." + orZero(m.group(3)) + exponent;
  }

  static String real(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    return Double.isInfinite(value)
        ? (value < 0 ? "-.inf" : ".inf")
        : real(Double.toString(value).toLowerCase(Locale.ROOT));
  }

  private static String orZero(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? "0" : digits;
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty()
        || !(isLetter(text.charAt(0)) || text.charAt(0) == '_')
        || (text.length() < 6 && WORDS.contains(text.toLowerCase(Locale.ROOT)))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inside = i + 1 < text.length() && text.charAt(i + 1) != ' ';
      boolean fine =
          isLetter(c)
              || (c >= '0' && c <= '9')
              || "_./@%+()=,-".indexOf(c) >= 0
              || ((c == ' ' || c == ':') && inside);
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      escape(text.codePointAt(i), out);
    }
    return out.append('"').toString();
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        if (Utf8.isHalf(c)) {
          out.append(Utf8.REPLACEMENT);
        } else if (Printable.isVisible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
        }
      }
    }
  }
}
