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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write to one repository: an OS file lock, which dies with its process, and within
 * this process a lock of its own, because the JVM has one file lock for all its threads.
 */
final class RepositoryLock implements AutoCloseable {
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

  /** Waits for the repository's turn, at most {@code patience}; then it is UNAVAILABLE. */
  static RepositoryLock take(Path repository, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    ReentrantLock local =
        LOCAL.computeIfAbsent(repository.toAbsolutePath().normalize(), p -> new ReentrantLock());
    boolean taken = false;
    try {
      if (!local.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(repository, patience);
      }
      FileChannel channel =
          FileChannel.open(
              repository.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = waitFor(channel, deadline, repository, patience);
        taken = true;
        return new RepositoryLock(local, channel, lock);
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

  /** Polls, because a blocking file lock can't be bounded in time. */
  private static FileLock waitFor(
      FileChannel channel, long deadline, Path repository, Duration patience)
      throws IOException, InterruptedException {
    long pause = 1;
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw busy(repository, patience);
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
