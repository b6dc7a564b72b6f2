package dev.gitmodel.model;

import java.util.Set;

/** The names by which Windows takes any file for a device, with or without an ending. */
final class WindowsDevice {
  private static final Set<String> NAMES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
  private static final Set<String> NUMBERED = Set.of("com", "lpt");
  private static final String NUMBERS = "0123456789¹²³";
  private static final int LONGEST = 7;

  private WindowsDevice() {}

  /** Of a name in lower case, without its ending. */
  static boolean is(String stem) {
    return stem.length() <= LONGEST
        && (NAMES.contains(stem)
            || (stem.length() == 4
                && NUMBERS.indexOf(stem.charAt(3)) >= 0
                && NUMBERED.contains(stem.substring(0, 3))));
  }
}
