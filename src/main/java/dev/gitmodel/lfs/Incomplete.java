package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of what has arrived in part, {@code incomplete/<oid>.part} as git-lfs has it, which
 * one download at a time goes on with. Whoever comes beside it fetches into temp files.
 */
final class Incomplete implements AutoCloseable {
  private final DirectoryBlobs blobs;
  private final Path folder;
  private final FileChannel lockFile;
  private final boolean ours;

  private Incomplete(DirectoryBlobs blobs, Path folder) throws IOException {
    this.blobs = blobs;
    this.folder = folder;
    // Never removed: whoever locks a name that is gone locks nothing.
    this.lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.ours = lock().isPresent();
  }

  static Incomplete of(DirectoryBlobs blobs) {
    Path temps = blobs.temps().folder();
    Path folder = temps.resolveSibling("incomplete");
    Durable.createDirectories(temps);
    Durable.createDirectories(folder);
    Durable.createDirectories(temps.resolveSibling("objects"));
    try {
      return new Incomplete(blobs, folder);
    } catch (IOException e) {
      throw Durable.storage("can't write to " + folder, e);
    }
  }

  private Optional<FileLock> lock() throws IOException {
    try {
      return Optional.ofNullable(lockFile.tryLock());
    } catch (OverlappingFileLockException byAnotherThread) {
      return Optional.empty();
    }
  }

  /** The file to fetch an object into; the same one until it is complete, or not kept. */
  Path file(RemoteBlobs.Item item) {
    return ours ? folder.resolve(item.digest().hex() + ".part") : blobs.temps().fresh();
  }

  /** False where a file that {@link #file} named is nobody's once its download ends. */
  boolean keeps() {
    return ours;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw Durable.storage("can't write to " + folder, e);
    }
  }
}
