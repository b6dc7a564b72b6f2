package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write to one repository: an OS file lock, which dies with its process, and within
 * this process a lock of its own, because the JVM has one file lock for all its threads.
 */
final class RepositoryLock implements AutoCloseable {
  /** By then a person wonders whether anything goes on. */
  static final Duration SOON = Duration.ofSeconds(2);

  private static final String FILE = "git-model.lock";
  private static final Map<Path, ReentrantLock> LOCAL = new ConcurrentHashMap<>();

  private final ReentrantLock local;
  private final FileChannel channel;
  private final FileLock lock;

  private RepositoryLock(ReentrantLock local, FileChannel channel, FileLock lock) {
    this.local = local;
    this.channel = channel;
    this.lock = lock;
  }

  /** True where this thread has taken it, and so must not take it again. */
  static boolean isMine(Path repository) {
    ReentrantLock local = LOCAL.get(repository.toAbsolutePath().normalize());
    return local != null && local.isHeldByCurrentThread();
  }

  /** As {@link #take(Path, Duration, Runnable)}, where nobody is to be told. */
  static RepositoryLock take(Path repository, Duration patience) {
    return take(repository, patience, () -> {});
  }

  /**
   * Waits for the repository's turn, at most {@code patience}; then it is UNAVAILABLE. {@code
   * telling} is run where it takes longer than {@link #SOON}, perhaps twice.
   */
  static RepositoryLock take(Path repository, Duration patience, Runnable telling) {
    long start = System.nanoTime();
    ReentrantLock local =
        LOCAL.computeIfAbsent(repository.toAbsolutePath().normalize(), p -> new ReentrantLock());
    boolean taken = false;
    try {
      if (!taken(local, patience, telling)) {
        throw busy(repository, patience);
      }
      FileChannel channel =
          FileChannel.open(
              repository.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        Optional<FileLock> lock = waitFor(channel, start, patience, telling);
        taken = lock.isPresent();
        return new RepositoryLock(
            local, channel, lock.orElseThrow(() -> busy(repository, patience)));
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw Durable.storage("can't lock " + repository, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted while waiting", "");
    } finally {
      if (!taken && local.isHeldByCurrentThread()) {
        local.unlock();
      }
    }
  }

  private static boolean taken(ReentrantLock local, Duration patience, Runnable telling)
      throws InterruptedException {
    if (patience.compareTo(SOON) <= 0) {
      return local.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (local.tryLock(SOON.toNanos(), TimeUnit.NANOSECONDS)) {
      return true;
    }
    telling.run();
    return local.tryLock(patience.minus(SOON).toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Polls, because a blocking file lock can't be bounded in time. */
  private static Optional<FileLock> waitFor(
      FileChannel channel, long start, Duration patience, Runnable telling)
      throws IOException, InterruptedException {
    long pause = 1;
    boolean told = false;
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(lock);
      }
      long waited = System.nanoTime() - start;
      if (waited > patience.toNanos()) {
        return Optional.empty();
      }
      if (!told && waited > SOON.toNanos()) {
        telling.run();
        told = true;
      }
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1, 1 + pause));
      pause = Math.min(16, pause * 2);
    }
  }

  private static RegistryException busy(Path repository, Duration patience) {
    return new RegistryException(
        Problem.UNAVAILABLE,
        "another process has been writing to " + repository + " for " + patience.toSeconds() + " s",
        "try again; if nothing else runs, look for a hanging git-model process");
  }

  /** Guards what may be done under the lock only. */
  void requireHeld() {
    if (!lock.isValid()) {
      throw new IllegalStateException("the repository's lock is not held");
    }
  }

  @Override
  public void close() {
    if (!local.isHeldByCurrentThread() || !lock.isValid()) {
      return;
    }
    try (channel) {
      lock.release();
    } catch (IOException e) {
      throw Durable.storage("can't unlock a repository", e);
    } finally {
      local.unlock();
    }
  }
}
