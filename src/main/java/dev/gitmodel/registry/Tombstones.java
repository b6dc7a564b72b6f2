package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Tombstone;

/** How a deleted version is spoken of: always with who, when and why. */
final class Tombstones {
  private Tombstones() {}

  /** {@code 1.0.0 was deleted on <time> by <who>: <why>}. */
  static String sentence(Tombstone of) {
    return of.version()
        + " was deleted on "
        + of.at()
        + " by "
        + Printable.of(of.by().toString())
        + of.reason().map(why -> ": " + Printable.of(why)).orElse("");
  }

  /** A deleted number is never used again, because somebody may have pinned it. */
  static RegistryException numberTaken(ModelName model, Tombstone by) {
    return new RegistryException(
        Problem.EXISTS,
        model + " " + sentence(by) + "; its number is not used again",
        "publish the next one with: git model push . --bump patch");
  }
}
