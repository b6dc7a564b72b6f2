package dev.gitmodel.cli;

import java.util.Collection;
import java.util.stream.Collectors;

/** Small phrases. */
final class Words {
  private Words() {}

  /** {@code a, b, c}. */
  static String joined(Collection<?> things) {
    if (things.isEmpty()) {
      return "";
    }
    return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** {@code 1 file}, {@code 3 files}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The text, or {@code -} for none. */
  static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
