package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A few daemon threads that do one thing to a list: to all of it, or the first failure stops the
 * rest. None of them runs any more once the answer is there.
 */
public record Crew(int threads) {
  // More bytes than this keep a core busy; fewer mostly wait for the disk.
  private static final long LARGE = 1 << 20;

  /** As many as there are cores, and as most disks can feed: for hashing. */
  static Crew ofHashers() {
    return new Crew(hashers());
  }

  /** How many files are hashed at a time. */
  static int hashers() {
    return Math.min(16, Runtime.getRuntime().availableProcessors());
  }

  /** More than there are cores: a disk forces many files at once as fast as one. */
  public static Crew ofWaiters() {
    return new Crew(Math.min(64, 4 * Runtime.getRuntime().availableProcessors()));
  }

  /** The results for the items in their order, the small items first. */
  static <T, R> List<R> bySize(List<T> items, ToLongFunction<T> size, Function<T, R> work) {
    List<T> small = items.stream().filter(item -> size.applyAsLong(item) < LARGE).toList();
    List<T> large = items.stream().filter(item -> size.applyAsLong(item) >= LARGE).toList();
    var smallResults = ofWaiters().all(small, work).iterator();
    var largeResults = ofHashers().all(large, work).iterator();
    List<R> results = new ArrayList<>();
    for (T item : items) {
      results.add((size.applyAsLong(item) < LARGE ? smallResults : largeResults).next());
    }
    return results;
  }

  /** Does {@code work} to each item. */
  public <T> void each(List<T> items, Consumer<T> work) {
    all(
        items,
        item -> {
          work.accept(item);
          return true;
        });
  }

  /** The results for the items, in their order. */
  <T, R> List<R> all(List<T> items, Function<T, R> work) {
    if (items.isEmpty()) {
      return List.of();
    }
    int count = Math.min(threads, items.size());
    List<Thread> crew = new CopyOnWriteArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(count, task -> daemon(task, crew));
    try {
      return collect(items, work, new ExecutorCompletionService<>(pool));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      pool.shutdownNow();
      // Of the threads and not of the pool, which is called terminated while its last one still is.
      crew.forEach(Crew::end);
    }
  }

  private static <T, R> List<R> collect(
      List<T> items, Function<T, R> work, CompletionService<R> completion)
      throws InterruptedException {
    List<Future<R>> futures = new ArrayList<>();
    items.forEach(item -> futures.add(completion.submit(() -> work.apply(item))));
    List<R> results = new ArrayList<>();
    try {
      for (int i = 0; i < items.size(); i++) {
        completion.take().get();
      }
      for (Future<R> future : futures) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
    return results;
  }

  private static Thread daemon(Runnable task, List<Thread> crew) {
    Thread thread = new Thread(task, "lfs");
    thread.setDaemon(true);
    crew.add(thread);
    return thread;
  }

  /** What somebody gets who is interrupted while files are read or written. */
  static RegistryException interrupted(Exception cause) {
    return new RegistryException(
        Problem.UNAVAILABLE, "interrupted before all files were dealt with", "do it again", cause);
  }

  /** Interrupts a thread and waits until it is gone, whoever interrupts meanwhile. */
  static void end(Thread thread) {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
