package dev.gitmodel.lfs;

import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A copy made by the kernel ({@code transferTo}) in a thread of its own, never far ahead of whoever
 * hashes the same file, so that nothing is read from the disk twice. After {@link #close} nobody
 * touches the channels.
 */
final class Copying implements AutoCloseable {
  private static final long CHUNK = 8L << 20;
  private static final int CHUNKS_AHEAD = 8;

  private final Semaphore permits = new Semaphore(CHUNKS_AHEAD);
  private final Thread thread;
  private long chunksHashed;
  private volatile long copied;
  private volatile @Nullable Throwable failure;

  Copying(FileChannel from, long size, FileChannel to) {
    thread = new Thread(() -> run(from, size, to), "lfs-copy");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(FileChannel from, long size, FileChannel to) {
    try (ForceAhead disk = new ForceAhead(to)) {
      long at = 0;
      while (at < size) {
        permits.acquire();
        long end = Math.min(size, at + CHUNK);
        long count = transfer(from, at, end, to);
        at += count;
        copied = at;
        if (at < end) {
          break;
        }
        // The disk writes while the rest is copied and hashed, instead of all of it after the end.
        disk.written(at);
      }
      disk.settle();
    } catch (Exception | Error e) {
      failure = e;
    }
  }

  /** The same in the caller's thread, for what nobody hashes; the number of bytes. */
  static long plain(FileChannel from, long size, FileChannel to, Progress progress)
      throws IOException {
    long at = 0;
    long count = 1;
    while (at < size && count > 0) {
      count = transfer(from, at, Math.min(size, at + CHUNK), to);
      at += count;
      progress.advance(count);
    }
    return at;
  }

  private static long transfer(FileChannel from, long start, long end, FileChannel to)
      throws IOException {
    long at = start;
    while (at < end) {
      long count = from.transferTo(at, end - at, to);
      if (count <= 0) {
        break;
      }
      at += count;
    }
    return at - start;
  }

  /** {@code total} bytes are hashed: the copy may go on, or its failure is told. */
  void hashed(long total) throws IOException {
    long chunks = total / CHUNK;
    permits.release((int) (chunks - chunksHashed));
    chunksHashed = chunks;
    fail();
  }

  /** Waits until all is copied; the number of bytes. */
  long finish() throws IOException {
    permits.release(Integer.MAX_VALUE / 2);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
    fail();
    return copied;
  }

  private void fail() throws IOException {
    Throwable happened = failure;
    if (happened != null) {
      throw happened instanceof IOException io ? io : new IOException(happened);
    }
  }

  @Override
  public void close() {
    Crew.end(thread);
  }
}
