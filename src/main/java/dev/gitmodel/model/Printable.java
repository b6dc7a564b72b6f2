package dev.gitmodel.model;

import java.util.Locale;

/** The one function that makes control, bidi and escape characters of foreign text visible. */
public final class Printable {
  private Printable() {}

  /** {@code text} on one line; anything a terminal would act on as {@code <U+001B>}. */
  public static String of(String text) {
    return make(text, false);
  }

  /** As {@link #of}, with line breaks and tabs kept. */
  public static String lines(String text) {
    return make(text, true);
  }

  private static String make(String text, boolean lines) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (harmless(c) || (lines && (c == '\n' || c == '\t'))) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "<U+%04X>", c));
              }
            });
    return out.toString();
  }

  /** What nearly every text is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean harmless(int c) {
    if (c >= 0x20 && c < 0x7f) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
