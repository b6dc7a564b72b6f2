package dev.gitmodel.cli;

/** One verb: how it is written, and what it does once. */
interface Command {
  Syntax syntax();

  /** Does it for {@code caller}; the exit code is {@link ExitCode#DONE} or REFUSED's. */
  int run(Caller caller);
}
