package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Optional;

/** Where the caller believes an alias to be: what {@code --expect} says. */
public sealed interface Expected {
  /** Nothing was said. */
  record Anywhere() implements Expected {}

  /** The alias is not there: {@code --expect none}. */
  record Nowhere() implements Expected {}

  /** The alias is on this version. */
  record On(Version version) implements Expected {}

  /** Reads {@code none} or a version. */
  static Expected parse(String text) {
    return text.equals("none") ? new Nowhere() : new On(Version.parse(text));
  }

  /** CONFLICT where the alias is elsewhere. */
  default void check(Snapshot now, AliasName alias) {
    Optional<Version> actual = Optional.ofNullable(now.aliases().get(alias));
    boolean holds =
        this instanceof Anywhere
            || (this instanceof Nowhere && actual.isEmpty())
            || (this instanceof On on && actual.equals(Optional.of(on.version())));
    if (!holds) {
      throw new RegistryException(
          Problem.CONFLICT,
          alias
              + " of "
              + now.model()
              + " is "
              + actual.map(v -> "on " + v).orElse("not set")
              + ", not "
              + (this instanceof On on ? "on " + on.version() : "unset")
              + " as expected",
          "look again with: git model alias " + now.model());
    }
  }
}
