package dev.gitmodel.registry;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right to build a folder, for one thread of one process at a time; it dies with its process,
 * so nothing has to be cleaned up after a crash.
 */
final class FolderLock implements AutoCloseable {
  // A process holds a file lock as a whole, so its threads have to take turns by themselves.
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;
  private final boolean passing;

  private FolderLock(Path file, FileChannel channel, boolean passing) {
    this.file = file;
    this.channel = channel;
    this.passing = passing;
  }

  /** Waits until it is ours; its file stays for the next. */
  static FolderLock await(Path file) {
    synchronized (HELD) {
      while (!HELD.add(file)) {
        pause();
      }
    }
    return locked(file, false, channel -> Optional.of(channel.lock()))
        .orElseThrow(() -> new IllegalStateException("a lock that is waited for is given"));
  }

  /** Ours now, or empty where somebody else has it; its file goes with it. */
  static Optional<FolderLock> tryNow(Path file) {
    synchronized (HELD) {
      if (!HELD.add(file)) {
        return Optional.empty();
      }
    }
    return locked(file, true, channel -> Optional.ofNullable(channel.tryLock()));
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
    Optional<FileLock> from(FileChannel channel) throws IOException;
  }

  @SuppressWarnings("resource") // The channel lives as long as the lock does.
  private static Optional<FolderLock> locked(Path file, boolean passing, Take take) {
    FileChannel channel = null;
    boolean ours = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      ours = take.from(channel).isPresent();
      return ours ? Optional.of(new FolderLock(file, channel, passing)) : Optional.empty();
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE, "can't lock " + file + ": " + e.getMessage(), "is the folder yours?", e);
    } finally {
      if (!ours) {
        release(file, Optional.ofNullable(channel));
      }
    }
  }

  private static void release(Path file, Optional<FileChannel> channel) {
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't close " + file, "", e);
    } finally {
      synchronized (HELD) {
        HELD.remove(file);
        HELD.notifyAll();
      }
    }
  }

  @Override
  public void close() {
    if (passing) {
      // Before it is let go: afterwards it may be the next one's.
      Disk.delete(file);
    }
    release(file, Optional.of(channel));
  }
}
