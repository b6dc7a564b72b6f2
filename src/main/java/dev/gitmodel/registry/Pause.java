package dev.gitmodel.registry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets others finish before the next try. */
@FunctionalInterface
public interface Pause {
  /** Doubling from 10 ms, each somewhere between half and all of it, so that losers spread. */
  Pause JITTERED =
      lost -> {
        long most = TimeUnit.MILLISECONDS.toNanos(10L << Math.min(lost, 6));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
      };

  /** Waits after the {@code lost}-th lost race, counted from 0. */
  void after(int lost);
}
