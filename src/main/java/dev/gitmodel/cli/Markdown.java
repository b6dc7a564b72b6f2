package dev.gitmodel.cli;

import dev.gitmodel.model.Printable;

/** Foreign text in GitHub-flavoured Markdown. */
final class Markdown {
  private Markdown() {}

  /** What Markdown or HTML would act on becomes plain text. */
  static String escaped(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\|`*_\\[\\]])", "\\\\$1");
  }

  /** A name in a cell of a table, in the letters of code where it has none that would end it. */
  static String code(String text) {
    return text.matches("[^`|\\\\]+") ? "`" + Printable.of(text) + "`" : escaped(text);
  }
}
