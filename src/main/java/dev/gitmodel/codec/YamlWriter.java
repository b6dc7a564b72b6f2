package dev.gitmodel.codec;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Printable;
import java.util.List;
import java.util.Map;

/** Plain trees as block-style YAML, indented by two. */
final class YamlWriter {
  /** Longer keys must be announced with {@code ?}: parsers look no further for the colon. */
  private static final int LONGEST_KEY = 1000;

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  static String text(Map<?, ?> tree) {
    YamlWriter writer = new YamlWriter();
    if (tree.isEmpty()) {
      return "{}\n";
    }
    writer.map(tree, 0);
    return writer.out.toString();
  }

  private void map(Map<?, ?> map, int indent) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      indent(indent);
      key(YamlText.scalar((String) entry.getKey()), indent);
      value(entry.getValue(), indent);
    }
  }

  private void key(String key, int indent) {
    if (key.length() > LONGEST_KEY) {
      out.append("? ").append(key).append('\n');
      indent(indent);
      out.append(':');
    } else {
      out.append(key).append(':');
    }
  }

  private void value(Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      map(map, indent + 2);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      list(list, indent + 2);
    } else {
      out.append(' ');
      scalar(value, indent + 2);
    }
  }

  private void list(List<?> list, int indent) {
    for (Object item : list) {
      indent(indent);
      out.append("- ");
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        map(map, indent + 2);
      } else if (item instanceof List<?> inner && !inner.isEmpty()) {
        list(inner, indent + 2);
      } else {
        scalar(item, indent + 2);
      }
    }
  }

  private void scalar(Object value, int indent) {
    if (value instanceof String text && isBlock(text)) {
      block(text, indent);
    } else if (value instanceof String text) {
      out.append(YamlText.scalar(text)).append('\n');
    } else if (value instanceof Double d) {
      out.append(YamlText.real(d)).append('\n');
    } else if (value instanceof MetricValue.Real real) {
      out.append(MetricLine.number(real)).append('\n');
    } else if (value instanceof Map<?, ?>) {
      out.append("{}\n");
    } else {
      out.append(value instanceof List<?> ? "[]" : value).append('\n');
    }
  }

  /** Lines that a literal block shows as they are, and that keep their ends in it. */
  private static boolean isBlock(String text) {
    return text.indexOf('\n') > 0
        && text.charAt(0) != ' '
        && !text.endsWith("\n\n")
        && !text.contains(" \n")
        && !text.endsWith(" ")
        && text.codePoints().allMatch(c -> c == '\n' || Printable.isVisible(c));
  }

  private void block(String text, int indent) {
    boolean ended = text.endsWith("\n");
    out.append(ended ? "|\n" : "|-\n");
    for (String line : (ended ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
      if (!line.isEmpty()) {
        indent(indent);
      }
      out.append(line).append('\n');
    }
  }

  /** At the start of a line only: what a list's dash begins stays on the dash's line. */
  private void indent(int by) {
    if (out.length() > 0 && out.charAt(out.length() - 1) == '\n') {
      out.append(" ".repeat(by));
    }
  }
}
