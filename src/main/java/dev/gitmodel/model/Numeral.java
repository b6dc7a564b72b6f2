package dev.gitmodel.model;

/** How a number is written: {@code [+-](9|9.|9.9|.9)[e[+-]9]}, the exponent of 4 digits at most. */
// By hand, because a registry has very many and a pattern would be made in every start.
enum Numeral {
  /** Digits and perhaps a sign. */
  WHOLE,
  /** With a point or an exponent. */
  REAL,
  /** No number. */
  NONE;

  private static final int LONGEST_EXPONENT = 4;

  static Numeral of(String text) {
    int start = signed(text, 0);
    int point = digits(text, start);
    int end = point;
    if (point < text.length() && text.charAt(point) == '.') {
      end = digits(text, point + 1);
    }
    int digits = end - start - (end > point ? 1 : 0);
    if (digits == 0) {
      return NONE;
    }
    if (end == text.length()) {
      return end == point ? WHOLE : REAL;
    }
    int exponent = signed(text, end + 1);
    int length = text.length() - exponent;
    boolean exponential =
        "eE".indexOf(text.charAt(end)) >= 0
            && length > 0
            && length <= LONGEST_EXPONENT
            && digits(text, exponent) == text.length();
    return exponential ? REAL : NONE;
  }

  private static int signed(String text, int at) {
    boolean sign = at < text.length() && "+-".indexOf(text.charAt(at)) >= 0;
    return sign ? at + 1 : at;
  }

  /** The place behind the digits. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
