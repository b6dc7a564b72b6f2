package dev.gitmodel.query;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;

/** What is wrong with a filter, said with the filter and a caret below the column. */
record Complaint(String filter) {
  private static final int BEFORE = 50;
  private static final int AFTER = 25;

  /** INVALID; {@code column} counts from 0, and is shown from 1. */
  RegistryException at(int column, String what, String hint) {
    int from = Math.max(0, column - BEFORE);
    int to = Math.min(filter.length(), column + AFTER);
    String before = (from > 0 ? "..." : "") + Printable.of(filter.substring(from, column));
    String after = Printable.of(filter.substring(column, to)) + (to < filter.length() ? "..." : "");
    String caret = " ".repeat(before.codePointCount(0, before.length())) + "^";
    return RegistryException.invalid(
        "in the filter, column "
            + (column + 1)
            + ": "
            + Printable.of(what)
            + "\n  "
            + before
            + after
            + "\n  "
            + caret,
        Printable.of(hint));
  }
}
