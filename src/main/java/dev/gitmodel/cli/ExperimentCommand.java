package dev.gitmodel.cli;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.Optional;

/** {@code experiment} alone, or with what it does not know: what there is to do with one. */
final class ExperimentCommand implements Command {
  static final List<String> WAYS = List.of("start", "list", "show", "promote", "delete");

  private final Arg<List<String>> words =
      Arg.rest("WHAT", s -> s, "start, list, show, promote or delete");

  @Override
  public Syntax syntax() {
    return Syntax.of("experiment", "Trial runs on a branch beside the baseline.", words)
        .note(
            "start opens one, push --experiment publishes to it, list and show tell how it goes,"
                + " promote makes its last version a release on main, and delete takes its branch"
                + " away. Each has its own help: git model experiment start --help.")
        .example("git model experiment start support-assistant lower-rate");
  }

  @Override
  public int run(Caller caller) {
    String typed = words.value().stream().findFirst().orElse("");
    Optional<String> near = DidYouMean.of(typed, WAYS).filter(way -> !typed.isEmpty());
    throw RegistryException.invalid(
        typed.isEmpty()
            ? "experiment needs to know what to do"
            : "experiment does not know '" + typed + "'",
        near.map(way -> "did you mean: git model experiment " + way)
            .orElse("git model experiment start, list, show, promote or delete"));
  }
}
