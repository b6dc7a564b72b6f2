package dev.gitmodel.registry;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;

/** How a tag that is named like a version and is none is spoken of. */
final class Strays {
  private Strays() {}

  /** NOT_FOUND where there is such a tag and no version. */
  static void requireNone(Snapshot now, Version version) {
    require(now, version, Problem.NOT_FOUND, " has no version " + version);
  }

  /** EXISTS where there is such a tag in the place of a version to be. */
  static void requireRoom(Snapshot now, Version version) {
    require(now, version, Problem.EXISTS, " can't get a version " + version);
  }

  private static void require(Snapshot now, Version version, Problem problem, String what) {
    Finding stray = now.strays().get(version);
    if (stray != null) {
      throw new RegistryException(
          problem,
          now.model() + what + ": " + stray.subject() + " " + stray.matter(),
          stray.hint());
    }
  }
}
