package dev.gitmodel.registry;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to build a folder, for one thread of one process at a time; it dies with its process,
 * so nothing has to be cleaned up after a crash.
 */
final class FolderLock {
  // A process holds a file lock as a whole, so its threads have to take turns by themselves.
  private static final Set<Path> HELD = new HashSet<>();

  private FolderLock() {}

  /** Waits for the lock; its file stays for the next one. */
  static <T> T waiting(Path file, Supplier<T> work) {
    synchronized (HELD) {
      while (!HELD.add(file)) {
        pause();
      }
    }
    return held(file, file, FileChannel::lock, work);
  }

  /** CONFLICT where somebody else has the lock of {@code folder}; its file goes with it. */
  static <T> T ifFree(Path file, Path folder, Supplier<T> work) {
    synchronized (HELD) {
      if (!HELD.add(file)) {
        throw taken(folder);
      }
    }
    return held(
        file,
        folder,
        FileChannel::tryLock,
        () -> {
          try {
            return work.get();
          } finally {
            // Before it is let go: afterwards it may be the next one's.
            Disk.delete(file);
          }
        });
  }

  private static void pause() {
    try {
      HELD.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted while waiting", "", e);
    }
  }

  private interface Take {
    @Nullable FileLock from(FileChannel channel) throws IOException;
  }

  private static <T> T held(Path file, Path folder, Take take, Supplier<T> work) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (take.from(channel) == null) {
        throw taken(folder);
      }
      return work.get();
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE,
          "can't lock " + file + ": " + Disk.why(e),
          Files.isWritable(file) ? "is the disk full?" : "is the folder yours?",
          e);
    } finally {
      synchronized (HELD) {
        HELD.remove(file);
        HELD.notifyAll();
      }
    }
  }

  private static RegistryException taken(Path folder) {
    return new RegistryException(
        Problem.CONFLICT,
        "another pull is writing to " + folder,
        "wait for it, or choose another directory with: -o DIR");
  }
}
