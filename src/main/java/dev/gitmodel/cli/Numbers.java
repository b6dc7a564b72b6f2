package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;
import java.util.Optional;
import java.util.OptionalInt;

/** Whole numbers as typed. */
final class Numbers {
  private Numbers() {}

  static int parse(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw RegistryException.invalid(
          "'" + text + "' is no whole number from 0 on", "write digits alone, for example 10");
    }
    return Integer.parseInt(text);
  }

  /** An option that may have been left out. */
  static OptionalInt of(Arg<Optional<Integer>> option) {
    return option.value().map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
