package dev.gitmodel.codec;

/**
 * One thing wrong in a file: where (line and column from 1), in which field (dotted path; empty for
 * the whole file), and what was expected there.
 */
public record ManifestProblem(String file, int line, int column, String field, String message) {
  /** {@code file:line:column: field: message}, as compilers write it. */
  @Override
  public String toString() {
    String where = file + ":" + line + ":" + column + ": ";
    return where + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
