package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Bump;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Chooses a new version's number; one that is counted up to is free, a named one may not be. */
final class NextVersion {
  private static final Version FIRST = Version.parse("0.1.0");

  private NextVersion() {}

  /** As {@code numbering} says, after the last version of the branch, or of main for a new one. */
  static Version choose(Snapshot now, BranchName branch, Numbering numbering, Manifest manifest) {
    if (numbering instanceof Numbering.Exactly exactly) {
      return exactly.version();
    }
    if (numbering instanceof Numbering.Next next) {
      return free(now, last(now, branch), step(branch, next.bump()));
    }
    return manifest
        .version()
        .orElseGet(
            () ->
                free(
                    now,
                    last(now, branch),
                    step(branch, branch.experiment().isPresent() ? Bump.PRE : Bump.PATCH)));
  }

  /** The last version on the branch, or where the branch would begin. */
  static Optional<Version> last(Snapshot now, BranchName branch) {
    return now.lastVersionOn(now.branches().containsKey(branch) ? branch : BranchName.MAIN);
  }

  /** How a number goes up; from nothing to the first one. */
  private static UnaryOperator<Optional<Version>> step(BranchName branch, Bump bump) {
    Optional<ExperimentName> experiment = branch.experiment();
    if (bump != Bump.PRE || experiment.isEmpty()) {
      Version first = bump == Bump.PRE ? Version.parse(FIRST + "-rc.1") : FIRST;
      return last -> Optional.of(last.map(v -> v.next(bump)).orElse(first));
    }
    String label = experiment.get().text();
    Version first = Version.parse(FIRST + "-" + label + ".1");
    return last -> Optional.of(last.map(v -> v.nextPre(label)).orElse(first));
  }

  private static Version free(
      Snapshot now, Optional<Version> last, UnaryOperator<Optional<Version>> step) {
    Version next = step.apply(last).orElseThrow();
    while (Numbers.isTaken(now, next)) {
      next = step.apply(Optional.of(next)).orElseThrow();
    }
    return next;
  }
}
