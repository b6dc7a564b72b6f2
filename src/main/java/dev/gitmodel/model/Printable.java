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
    int safe = 0;
    while (safe < text.length()) {
      int c = text.codePointAt(safe);
      if (!stays(c, lines)) {
        return made(text, safe, lines);
      }
      safe += Character.charCount(c);
    }
    // Nearly every text is harmless as it is.
    return text;
  }

  private static String made(String text, int safe, boolean lines) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, safe);
    text.substring(safe)
        .codePoints()
        .forEach(
            c -> {
              if (stays(c, lines)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "<U+%04X>", c));
              }
            });
    return out.toString();
  }

  private static boolean stays(int c, boolean lines) {
    return isVisible(c) || (lines && (c == '\n' || c == '\t'));
  }

  /** True where a terminal shows {@code c} and does nothing else. */
  public static boolean isVisible(int c) {
    // Most are ASCII, and of the others most are what trees and charts are drawn with.
    if ((c >= 0x20 && c < 0x7f) || (c >= 0x2500 && c < 0x25a0)) {
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
