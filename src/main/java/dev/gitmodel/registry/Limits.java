package dev.gitmodel.registry;

import dev.gitmodel.model.RegistryException;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The one reading of {@code --limit}: absent is everything, else at least one. */
final class Limits {
  private Limits() {}

  static void check(OptionalInt limit) {
    if (limit.isPresent() && limit.getAsInt() < 1) {
      throw RegistryException.invalid(
          "a limit of " + limit.getAsInt() + " shows nothing", "give a limit of 1 or more");
    }
  }

  static <T> Stream<T> cut(Stream<T> rows, OptionalInt limit) {
    return limit.isPresent() ? rows.limit(limit.getAsInt()) : rows;
  }
}
