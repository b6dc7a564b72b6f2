package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hashes in a thread of its own, from the very buffers that another thread fills; no more than
 * eight of them are held. After {@link #close} the thread is gone.
 */
final class HashThread implements AutoCloseable {
  private static final int BUFFERS = 8;
  private static final Filled END = new Filled(new byte[0], -1);

  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final MessageDigest sha = Digest.sha256();
  private final Thread thread;

  /** A buffer, and how much of it is to be hashed; less than nothing at the end. */
  private static final class Filled {
    private final byte[] bytes;
    private final int count;

    Filled(byte[] bytes, int count) {
      this.bytes = bytes;
      this.count = count;
    }
  }

  HashThread(int bufferSize) {
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new byte[bufferSize]);
    }
    thread = new Thread(this::run, "lfs-hash");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      for (Filled next = filled.take(); next.count >= 0; next = filled.take()) {
        sha.update(next.bytes, 0, next.count);
        free.put(next.bytes);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** A buffer to fill; waits until one is hashed. */
  byte[] buffer() throws IOException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** The next {@code count} bytes; from now on the buffer is only read. */
  void hash(byte[] buffer, int count) throws IOException {
    put(new Filled(buffer, count));
  }

  /** Waits until all is hashed; the digest of it. */
  Digest finish() throws IOException {
    put(END);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return Digest.finish(sha.digest());
  }

  private void put(Filled next) throws IOException {
    try {
      filled.put(next);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static ClosedByInterruptException interrupted() {
    Thread.currentThread().interrupt();
    return new ClosedByInterruptException();
  }

  @Override
  public void close() {
    Crew.end(thread);
  }
}
