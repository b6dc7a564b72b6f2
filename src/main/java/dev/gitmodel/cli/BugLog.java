package dev.gitmodel.cli;

import java.util.List;

/** Where the stack trace of a bug goes. */
@FunctionalInterface
public interface BugLog {
  /** Writes it down and says where, for the apology; never fails. */
  String record(Throwable bug, List<String> argv);
}
