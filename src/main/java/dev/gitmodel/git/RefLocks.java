package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** Git's own lock files, as many as are needed, gone when closed: stock git waits or fails. */
final class RefLocks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String LOCK = ".lock";

  private final Path repository;
  private final Deque<Path> held = new ArrayDeque<>();

  RefLocks(Path repository) {
    this.repository = repository;
  }

  /** Locks a ref, or {@code packed-refs}; CONFLICT where another program does not let go of it. */
  Path take(String name) {
    Path lock = repository.resolve(name + LOCK);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!made(lock)) {
      if (Files.isRegularFile(lock.resolveSibling(""))) {
        throw new RegistryException(
            Problem.CONFLICT, "a ref is where " + name + " needs a folder", "git model doctor");
      }
      if (System.nanoTime() > deadline) {
        throw new RegistryException(
            Problem.CONFLICT, "another Git program holds " + lock, "git model doctor --fix");
      }
      pause();
    }
    held.push(lock);
    return lock;
  }

  private static boolean made(Path lock) {
    try {
      Files.createDirectories(lock.resolveSibling(""));
      Files.createFile(lock);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      // Held, or its folder was taken away: stock git does so as soon as no ref is in it.
      return false;
    } catch (IOException e) {
      throw Durable.storage("can't lock " + lock, e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted while waiting", "", e);
    }
  }

  /** The lock file took the place of what it locked. */
  void becameFile(Path lock) {
    held.remove(lock);
  }

  /** Best effort: the next writer sweeps what stays. */
  @Override
  public void close() {
    held.forEach(lock -> FileUtils.deleteQuietly(lock.toFile()));
    held.clear();
  }
}
