package dev.gitmodel.cli;

import dev.gitmodel.model.Problem;

/** Exit codes as a vocabulary: scripts tell by them what went wrong. */
final class ExitCode {
  static final int DONE = 0;

  /** A bug of ours. */
  static final int BUG = 70;

  /** What a program that SIGPIPE killed leaves, because that is what closing our output means. */
  static final int BROKEN_PIPE = 141;

  private ExitCode() {}

  static int of(Problem problem) {
    return switch (problem) {
      case REFUSED -> 1;
      case INVALID -> 2;
      case NOT_FOUND -> 3;
      case EXISTS, CONFLICT -> 4;
      case UNAUTHENTICATED, FORBIDDEN -> 5;
      case CORRUPT -> 6;
      case UNAVAILABLE -> 7;
      case STORAGE -> 8;
    };
  }

  /** Done, or the answer is no. */
  static int yesOrNo(boolean yes) {
    return yes ? DONE : of(Problem.REFUSED);
  }
}
