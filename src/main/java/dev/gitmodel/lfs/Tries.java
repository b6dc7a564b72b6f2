package dev.gitmodel.lfs;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How often and after how long something is tried again that another machine failed at. */
final class Tries {
  /** Tries in all. */
  static final int ALL = 4;

  private static final long FIRST_MILLIS = 250;

  private Tries() {}

  /** How long to wait after so many failures: twice as long each time, and never quite equal. */
  static long millis(int failures) {
    long whole = FIRST_MILLIS << Math.min(failures, 8);
    return whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1);
  }

  static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Crew.interrupted(e);
    }
  }
}
