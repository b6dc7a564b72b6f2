package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/**
 * One pass over a file: its digest, and how many bytes that is of ({@code count}, at most as many
 * as were asked for).
 */
record Reading(Digest digest, long count) {
  private static final int BUFFER = 256 * 1024;

  /** Hashes up to {@code size} bytes. */
  static Reading hash(FileChannel from, long size, Progress progress) throws IOException {
    return hash(from, size, total -> {}, progress);
  }

  /**
   * Hashes in this thread while the kernel copies in another; {@code to} holds the same bytes where
   * {@code count} is {@code size}.
   */
  static Reading copy(FileChannel from, long size, FileChannel to, Progress progress)
      throws IOException {
    try (Copying copying = new Copying(from, size, to)) {
      Reading reading = hash(from, size, copying::hashed, progress);
      return new Reading(reading.digest, Math.min(reading.count, copying.finish()));
    }
  }

  /** Up to {@code size} bytes of the file from {@code start} on. */
  static ByteBuffer block(FileChannel from, long start, int size) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(size);
    int count = 0;
    while (block.hasRemaining() && count >= 0) {
      count = from.read(block, start + block.position());
    }
    return block.flip();
  }

  private static Reading hash(FileChannel from, long size, Mark mark, Progress progress)
      throws IOException {
    MessageDigest sha = Digest.sha256();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, size)));
    long total = 0;
    while (total < size) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), size - total));
      int count = from.read(buffer, total);
      if (count < 0) {
        break;
      }
      sha.update(buffer.flip());
      total += count;
      mark.at(total);
      progress.advance(count);
    }
    return new Reading(Digest.finish(sha.digest()), total);
  }

  /** Told how far the hashing is; may end it. */
  private interface Mark {
    void at(long total) throws IOException;
  }
}
