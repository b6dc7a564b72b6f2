package dev.gitmodel.registry;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The same work for many things, one thread a core; when it returns, no thread works any more. */
final class Parallel {
  private static final int MOST = 8;

  private Parallel() {}

  /** The first failure is thrown; what has not begun by then is left undone. */
  static <T> void each(Collection<T> things, Consumer<T> work) {
    int threads =
        Math.min(things.size(), Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    if (threads < 2) {
      things.forEach(work);
      return;
    }
    AtomicBoolean failed = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    try {
      things.forEach(thing -> running.add(pool.submit(() -> one(thing, work, failed))));
      pool.shutdown();
      // All of them first: nobody may still write when a caller cleans up.
      boolean idle = pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      if (!idle) {
        throw new IllegalStateException("nobody waits for centuries");
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      failed.set(true);
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> void one(T thing, Consumer<T> work, AtomicBoolean failed) {
    if (failed.get()) {
      return;
    }
    boolean done = false;
    try {
      work.accept(thing);
      done = true;
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    return e.getCause() instanceof Error error
        ? new IllegalStateException(error)
        : new IllegalStateException(e);
  }
}
