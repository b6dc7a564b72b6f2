package dev.gitmodel.cli;

import dev.gitmodel.model.Bump;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Numbering;
import java.util.Optional;

/** How a new version gets its number, as typed. */
final class Bumps {
  private final Arg<Optional<Version>> version =
      Arg.option("V", Version::parse, "publish it under this number", "--version");
  private final Arg<Optional<Bump>> bump =
      Arg.option(
          "PART", Bumps::parse, "publish it under the next major, minor, patch or pre", "--bump");

  Arg<Optional<Version>> version() {
    return version;
  }

  Arg<Optional<Bump>> bump() {
    return bump;
  }

  /** INVALID where both were given. */
  Numbering numbering() {
    if (version.value().isPresent() && bump.value().isPresent()) {
      throw RegistryException.invalid(
          "--version and --bump exclude each other", "give the number, or which part goes up");
    }
    return version
        .value()
        .<Numbering>map(Numbering.Exactly::new)
        .or(() -> bump.value().map(Numbering.Next::new))
        .orElseGet(Numbering.Usual::new);
  }

  private static Bump parse(String text) {
    return switch (text) {
      case "major" -> Bump.MAJOR;
      case "minor" -> Bump.MINOR;
      case "patch" -> Bump.PATCH;
      case "pre" -> Bump.PRE;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is no part of a version", "--bump major, minor, patch or pre");
    };
  }
}
