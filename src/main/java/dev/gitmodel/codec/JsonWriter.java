package dev.gitmodel.codec;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Printable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plain trees as JSON. Written by hand because it is on the path of every {@code --json}: it loads
 * one class, keeps a metric's digits, and escapes what a terminal would act on.
 */
final class JsonWriter {
  // Room for an entry of an audit log, of which there may be very many.
  private final StringBuilder out = new StringBuilder(1024);
  private final boolean indented;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  static String indented(Object tree) {
    JsonWriter writer = new JsonWriter(true);
    writer.value(tree, 0);
    return writer.out.toString();
  }

  static String line(Object tree) {
    JsonWriter writer = new JsonWriter(false);
    writer.value(tree, 0);
    return writer.out.toString();
  }

  private void value(Object value, int level) {
    if (value instanceof Map<?, ?> map) {
      map(map, level);
    } else if (value instanceof List<?> list) {
      list(list, level);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof MetricValue.Real real) {
      out.append(MetricLine.json(real));
    } else if (value instanceof Double d && !Double.isFinite(d)) {
      out.append("null"); // JSON has no other word for it.
    } else {
      out.append(value);
    }
  }

  private void map(Map<?, ?> map, int level) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      newLine(level + 1);
      string((String) entry.getKey());
      out.append(indented ? ": " : ":");
      value(entry.getValue(), level + 1);
      end(entries.hasNext(), level);
    }
    out.append('}');
  }

  private void list(List<?> list, int level) {
    out.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      newLine(level + 1);
      value(items.next(), level + 1);
      end(items.hasNext(), level);
    }
    out.append(']');
  }

  private void end(boolean more, int level) {
    if (more) {
      out.append(',');
    } else {
      newLine(level);
    }
  }

  private void newLine(int level) {
    if (indented) {
      out.append('\n').append("  ".repeat(level));
    }
  }

  private void string(String text) {
    out.append('"');
    if (isPlain(text)) {
      out.append(text);
    } else {
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        character(text.codePointAt(i));
      }
    }
    out.append('"');
  }

  /** What nearly every text is: it goes out in one piece. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void character(int c) {
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
          for (char unit : Character.toChars(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
          }
        }
      }
    }
  }
}
