package dev.gitmodel.weights;

/** A weights file breaks its format's rules; the reason is one short line, safe to print. */
final class UnparsedException extends Exception {
  private static final int MAX_REASON = 300;

  private final String reason;

  UnparsedException(String reason) {
    // No stack trace: this is an answer about the file, given for any number of files.
    super(printable(reason), null, false, false);
    this.reason = printable(reason);
  }

  String reason() {
    return reason;
  }

  private static String printable(String text) {
    String start = text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
    return start.replaceAll("\\p{C}", "?");
  }
}
