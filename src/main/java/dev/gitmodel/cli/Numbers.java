package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;

/** Whole numbers as typed. */
final class Numbers {
  private Numbers() {}

  static int parse(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw RegistryException.invalid(
          "'" + text + "' is no number of things to show", "write digits alone, for example 10");
    }
    return Integer.parseInt(text);
  }
}
