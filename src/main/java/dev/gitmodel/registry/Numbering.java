package dev.gitmodel.registry;

import dev.gitmodel.model.Bump;
import dev.gitmodel.model.Version;

/** How a new version gets its number. */
public sealed interface Numbering {
  /** This number: {@code --version}. */
  record Exactly(Version version) implements Numbering {}

  /** The next of this kind after the branch's last version: {@code --bump}. */
  record Next(Bump bump) implements Numbering {}

  /** What {@code model.yaml} says, else the next patch, or pre-release of an experiment. */
  record Usual() implements Numbering {}
}
