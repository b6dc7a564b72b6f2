package dev.gitmodel.cli;

/**
 * Sizes for people, in powers of ten. Written without {@link java.util.Formatter}, which would load
 * the locale's data at every start.
 */
final class Bytes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private Bytes() {}

  /** {@code 812 B}, {@code 14.9 GB}. */
  static String of(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    long tenth = 100;
    int unit = 0;
    while (tenths(bytes, tenth) >= 10_000 && unit < UNITS.length - 1) {
      tenth *= 1000;
      unit++;
    }
    return decimal(tenths(bytes, tenth)) + " " + UNITS[unit];
  }

  /** As {@link #of}, in MB of 10^6 bytes always, so that columns compare. */
  static String inMegabytes(long bytes) {
    return decimal(tenths(bytes, 100_000)) + " MB";
  }

  /** How often a tenth of the unit goes into it, rounded half up. */
  private static long tenths(long bytes, long tenth) {
    return bytes / tenth + (bytes % tenth >= tenth / 2 ? 1 : 0);
  }

  private static String decimal(long tenths) {
    return tenths / 10 + "." + tenths % 10;
  }
}
