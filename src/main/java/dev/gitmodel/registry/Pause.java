package dev.gitmodel.registry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets others finish before the next try. */
@FunctionalInterface
public interface Pause {
  /**
   * Anything up to 10 ms, so that losers spread; no longer, because who waits after each race that
   * he lost loses every race to one who never rests.
   */
  Pause JITTERED =
      lost -> {
        long most = TimeUnit.MILLISECONDS.toNanos(10);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
      };

  /** Waits after the {@code lost}-th lost race, counted from 0. */
  void after(int lost);
}
