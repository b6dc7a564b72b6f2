package dev.gitmodel.registry;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;

/** Text of several lines that a person gave: visible characters and line breaks only. */
final class Texts {
  private static final int LONGEST = 64 * 1024;

  private Texts() {}

  /** {@code text} without blanks around it and with Unix line ends; INVALID with {@code what}. */
  static String lines(String what, String text) {
    String unix = text.replace("\r\n", "\n").strip();
    if (unix.length() > LONGEST || !Printable.lines(unix).equals(unix)) {
      throw RegistryException.invalid(
          what + " has visible characters and line breaks only, at most " + LONGEST + " of them",
          "see the odd characters with: cat -v");
    }
    return unix;
  }
}
