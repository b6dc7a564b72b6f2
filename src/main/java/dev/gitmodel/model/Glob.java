package dev.gitmodel.model;

import java.util.regex.Pattern;

/**
 * A path pattern: {@code *} and {@code ?} stay within a folder, {@code **} crosses folders, and a
 * pattern without {@code /} matches the last part anywhere, as in {@code .gitignore}.
 */
public record Glob(String text) {
  public Glob {
    if (text.isEmpty() || text.startsWith("/") || text.length() > 1024) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not a glob",
          "write one such as *.safetensors or out/**");
    }
  }

  /** True where {@code path} matches. */
  public boolean matches(String path) {
    String subject = text.indexOf('/') < 0 ? path.substring(path.lastIndexOf('/') + 1) : path;
    return pattern().matcher(subject).matches();
  }

  private Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (text.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 2;
      } else if (text.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
        i += Character.charCount(c) - 1;
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
