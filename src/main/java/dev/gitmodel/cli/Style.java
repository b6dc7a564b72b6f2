package dev.gitmodel.cli;

/** How a text stands out where a terminal shows it; elsewhere it does not. */
enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  RED("1;31"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** {@code printable} between its escape codes. */
  String around(String printable) {
    return this == PLAIN ? printable : "\u001b[" + code + "m" + printable + "\u001b[0m";
  }
}
