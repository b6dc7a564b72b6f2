package dev.gitmodel.model;

/** The form of an id; by hand, because lists of many versions make tens of thousands. */
final class Hex {
  private Hex() {}

  /** True where {@code text} is so many lower-case hex digits. */
  static boolean isHex(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    return isHex(text);
  }

  /** True where {@code text} is lower-case hex digits and nothing else. */
  static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
