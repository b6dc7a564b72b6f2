package dev.gitmodel.cli;

import dev.gitmodel.model.Problem;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Exit codes as a vocabulary: scripts tell by them what went wrong. */
final class ExitCode {
  static final int DONE = 0;

  /** A bug of ours. */
  static final int BUG = 70;

  /** What a program that SIGPIPE killed leaves, because that is what closing our output means. */
  static final int BROKEN_PIPE = 141;

  /** For the manual. */
  static final SortedMap<Integer, String> MEANINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(DONE, "done"),
              Map.entry(1, "the answer is no: a gate failed, a check found something"),
              Map.entry(2, "malformed input or wrong usage"),
              Map.entry(3, "no such model, version, alias or file"),
              Map.entry(4, "already there with other content, or moved meanwhile"),
              Map.entry(5, "not known who is asking, or not allowed"),
              Map.entry(6, "a digest, a chain or an object is broken or missing"),
              Map.entry(7, "a network or remote failed; trying again may help"),
              Map.entry(8, "disk full, read-only or another I/O error"),
              Map.entry(BUG, "a bug in git-model; it says where its stack trace is"),
              Map.entry(130, "interrupted"),
              Map.entry(BROKEN_PIPE, "whoever read the output went away")));

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
