package dev.gitmodel.cli;

import java.util.List;
import java.util.Optional;

/** What was asked for with every verb's options: where to work and how to talk. */
public record Asked(
    Optional<String> registry, boolean json, boolean quiet, boolean verbose, boolean progress) {
  /** What can be told of a command line that does not parse: how to say so. */
  static Asked guess(List<String> argv) {
    return new Asked(
        Optional.empty(), argv.contains("--json"), false, argv.contains("--verbose"), false);
  }
}
