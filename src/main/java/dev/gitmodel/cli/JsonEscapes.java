package dev.gitmodel.cli;

import dev.gitmodel.model.Printable;
import java.util.Locale;

/**
 * JSON that is safe on a terminal: a control, bidi or invisible character, which can only stand
 * inside a JSON string, becomes its {@code \\uXXXX} escape, so the value stays the same.
 */
final class JsonEscapes {
  private JsonEscapes() {}

  static String of(String json) {
    if (Printable.lines(json).equals(json)) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length() + 64);
    json.codePoints().forEach(c -> append(c, out));
    return out.toString();
  }

  private static void append(int c, StringBuilder out) {
    String text = Character.toString(c);
    if (Printable.lines(text).equals(text)) {
      out.append(text);
      return;
    }
    text.chars().forEach(unit -> out.append(String.format(Locale.ROOT, "\\u%04x", unit)));
  }
}
