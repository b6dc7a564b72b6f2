package dev.gitmodel.cli;

/** How many columns a text takes on a terminal: marks none, East Asian wide and emoji two. */
final class TextWidth {
  // Below it nothing is wide, a mark, or half of a character.
  private static final int ONE_EACH = 0x300;

  private TextWidth() {}

  static int of(String text) {
    int width = 0;
    while (width < text.length() && text.charAt(width) < ONE_EACH) {
      width++;
    }
    for (int i = width; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += of(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int of(int c) {
    if (c < ONE_EACH) {
      return 1;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /** The main ranges of Unicode's EastAsianWidth W and F. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f680 && c <= 0x1f6ff)
        || (c >= 0x1f900 && c <= 0x1f9ff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }

  /** {@code text} filled with blanks up to {@code width}. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /** {@code text} behind blanks up to {@code width}. */
  static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text))) + text;
  }
}
