package dev.gitmodel.git;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code git -c key=value model ...} hands down: GIT_CONFIG_COUNT with its KEY_n and VALUE_n,
 * and GIT_CONFIG_PARAMETERS, which is {@code 'key'='value'} or the older {@code 'key=value'}, in
 * shell quotes.
 */
final class CommandLineConfig {
  private static final String QUOTED = "'((?:[^']|'\\\\''|'\\\\!')*)'";
  private static final String PARAMETER = QUOTED + "(?:=(?:" + QUOTED + ")?)?";

  private CommandLineConfig() {}

  /** Appends the settings as the text of a configuration file. */
  static void appendTo(StringBuilder text, Map<String, String> environment) {
    // Patterns take time to make, and mostly there is nothing for them.
    String count = environment.getOrDefault("GIT_CONFIG_COUNT", "");
    int pairs = !count.isEmpty() && count.matches("[0-9]{1,4}") ? Integer.parseInt(count) : 0;
    for (int i = 0; i < pairs; i++) {
      String key = environment.getOrDefault("GIT_CONFIG_KEY_" + i, "");
      append(text, key, environment.getOrDefault("GIT_CONFIG_VALUE_" + i, ""));
    }
    String parameters = environment.getOrDefault("GIT_CONFIG_PARAMETERS", "");
    if (!parameters.isEmpty()) {
      appendTo(text, parameters);
    }
  }

  private static void appendTo(StringBuilder text, String parameters) {
    Matcher m = Pattern.compile(PARAMETER).matcher(parameters);
    while (m.find()) {
      String first = unquote(m.group(1));
      if (m.group().endsWith("'") && m.group(2) == null && first.indexOf('=') > 0) {
        int equals = first.indexOf('=');
        append(text, first.substring(0, equals), first.substring(equals + 1));
      } else {
        String second = m.group(2);
        append(text, first, second == null ? "true" : unquote(second));
      }
    }
  }

  private static String unquote(String text) {
    return text.replace("'\\''", "'").replace("'\\!'", "!");
  }

  /** Appends {@code section[.subsection].name} and its value. */
  static void append(StringBuilder text, String key, String value) {
    int first = key.indexOf('.');
    int last = key.lastIndexOf('.');
    if (first <= 0 || !key.substring(last + 1).matches("[A-Za-z][A-Za-z0-9-]*")) {
      return;
    }
    text.append("[").append(key, 0, first);
    if (last > first) {
      text.append(" \"").append(escape(key.substring(first + 1, last))).append('"');
    }
    text.append("]\n\t").append(key.substring(last + 1));
    text.append(" = \"").append(escape(value).replace("\n", "\\n")).append("\"\n");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
