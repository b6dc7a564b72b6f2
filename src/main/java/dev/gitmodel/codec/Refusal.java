package dev.gitmodel.codec;

/** Ends the reading of a file that can't be read any further; its reason is in {@link Problems}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message, null, false, false);
  }
}
