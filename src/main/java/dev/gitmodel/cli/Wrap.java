package dev.gitmodel.cli;

/** A paragraph in lines of a width, broken at blanks and behind commas. */
final class Wrap {
  private Wrap() {}

  /** Each line begins with {@code indent} and ends with a line break. */
  static String at(int width, String indent, String paragraph) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : paragraph.split("(?<= )|(?<=,)(?! )", 0)) {
      if (line.length() > indent.length()
          && line.length() + word.stripTrailing().length() > width) {
        out.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(word);
    }
    return out.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
