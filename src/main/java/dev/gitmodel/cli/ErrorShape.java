package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;

/** A failure in JSON: {@code {"error":{"problem","message","hint","exit"}}}. */
record ErrorShape(Failure error) {
  /** Its parts; {@code problem} is a constant of {@link dev.gitmodel.model.Problem}. */
  record Failure(String problem, String message, String hint, int exit) {}

  static ErrorShape of(RegistryException e) {
    return new ErrorShape(
        new Failure(e.problem().name(), e.text(), e.hint(), ExitCode.of(e.problem())));
  }
}
