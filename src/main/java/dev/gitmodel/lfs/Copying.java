package dev.gitmodel.lfs;

import com.sun.nio.file.ExtendedOpenOption;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes a file as its bytes pass, and has the disk write it meanwhile. */
final class Copying implements Follower, AutoCloseable {
  private static final long LARGE = 64L << 20;
  private static final long CHUNK = 8L << 20;

  private final FileChannel to;
  private final ForceAhead disk;
  private @Nullable FileChannel direct;
  private long at;

  /** Whole buffers go through {@code direct}, for as long as it takes them. */
  Copying(FileChannel to, @Nullable FileChannel direct) {
    this.to = to;
    this.direct = direct;
    this.disk = new ForceAhead(to);
  }

  /** Leaves the bytes in the page cache, for one who is about to read them. */
  static Copying cached(FileChannel to) {
    return new Copying(to, null);
  }

  /**
   * Writes a large file past the page cache, where the file system can: the bytes aren't copied
   * once more, and nothing else is driven out of the memory for something that may be read next
   * week. {@code to} is open on {@code file}.
   */
  static Copying stored(Path file, long size, FileChannel to) {
    if (size < LARGE) {
      return cached(to);
    }
    try {
      return new Copying(
          to, FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT));
    } catch (IOException | UnsupportedOperationException notHere) {
      // Whatever it was: the file is open, and what the disk has against it the writing says.
      return cached(to);
    }
  }

  @Override
  public void accept(ByteBuffer bytes) throws IOException {
    FileChannel past = direct;
    // What a disk takes as it is are whole blocks, so the last bytes go the other way.
    if (past != null && bytes.remaining() == Reading.BUFFER) {
      try {
        while (bytes.hasRemaining()) {
          at += past.write(bytes, at);
        }
        return;
      } catch (IOException refused) {
        // By a file system with blocks of its own; or the disk is full, which the write below says.
        past.close();
        direct = null;
      }
    }
    while (bytes.hasRemaining()) {
      at += to.write(bytes, at);
    }
    disk.written(at);
  }

  @Override
  public void end() throws IOException {
    disk.settle();
  }

  /** How many bytes are written. */
  long count() {
    return at;
  }

  @Override
  public void close() throws IOException {
    disk.close();
    if (direct != null) {
      direct.close();
    }
  }

  /** Copies by the kernel alone, what nobody hashes; the number of bytes. */
  static long plain(FileChannel from, long size, FileChannel to, Progress progress)
      throws IOException {
    long at = 0;
    long count = 1;
    while (at < size && count > 0) {
      count = from.transferTo(at, Math.min(CHUNK, size - at), to);
      at += count;
      progress.advance(count);
    }
    return at;
  }
}
