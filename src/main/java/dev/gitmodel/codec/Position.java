package dev.gitmodel.codec;

/** A place in a text: line and column from 1, and how many code points stand before it. */
record Position(int line, int column, int index) {
  static final Position START = new Position(1, 1, 0);

  /** The place of the character at {@code offset} of {@code text}. */
  static Position of(String text, int offset) {
    String before = text.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
    return new Position(line, column, before.codePointCount(0, before.length()));
  }
}
