package dev.gitmodel.cli;

/** What is said where {@code --limit} cut. */
final class Limited {
  private Limited() {}

  /** Nothing where it did not. */
  static void tell(Output out, int more) {
    if (more > 0) {
      out.hint(more + " more: leave --limit out");
    }
  }
}
