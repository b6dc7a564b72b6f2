package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * One pass over a file: its digest, and how many bytes that is of ({@code count}, at most as many
 * as were asked for).
 */
record Reading(Digest digest, long count) {
  private static final int BUFFER = 256 * 1024;

  /** Who else gets the bytes of a pass: the digests of the tensors in it, where it has some. */
  record Pass(Progress progress, Optional<TensorThread> tensors) implements AutoCloseable {
    static Pass of(Progress progress) {
      return new Pass(progress, Optional.empty());
    }

    /** A pass over a file of {@code layout}, where it has one. */
    static Pass of(Progress progress, Optional<TensorLayout> layout) {
      return new Pass(progress, layout.map(l -> new TensorThread(l, BUFFER)));
    }

    /** The record of the tensors, after all bytes have passed. */
    Optional<TensorRecord> record(Digest weights) throws IOException {
      return tensors.isPresent() ? tensors.get().finish(weights) : Optional.empty();
    }

    @Override
    public void close() {
      tensors.ifPresent(TensorThread::close);
    }
  }

  /** Hashes up to {@code size} bytes. */
  static Reading hash(FileChannel from, long size, Progress progress) throws IOException {
    return hash(from, size, total -> {}, Pass.of(progress));
  }

  /** As {@link #hash(FileChannel, long, Progress)}, for all who watch the pass. */
  static Reading hash(FileChannel from, long size, Pass pass) throws IOException {
    return hash(from, size, total -> {}, pass);
  }

  /**
   * Hashes in this thread while the kernel copies in another; {@code to} holds the same bytes where
   * {@code count} is {@code size}.
   */
  static Reading copy(FileChannel from, long size, FileChannel to, Progress progress)
      throws IOException {
    return copy(from, size, to, Pass.of(progress));
  }

  /** As {@link #copy(FileChannel, long, FileChannel, Progress)}, for all who watch the pass. */
  static Reading copy(FileChannel from, long size, FileChannel to, Pass pass) throws IOException {
    try (Copying copying = new Copying(from, size, to)) {
      Reading reading = hash(from, size, copying::hashed, pass);
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

  /**
   * Outside the heap: there the kernel's copy is the only one, and the JDK hashes it in slices of
   * its own, so small that the loop over them is compiled before half a file is read.
   */
  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size);
  }

  private static Reading hash(FileChannel from, long size, Mark mark, Pass pass)
      throws IOException {
    MessageDigest sha = Digest.sha256();
    Optional<TensorThread> tensors = pass.tensors();
    ByteBuffer own = buffer((int) Math.max(1, Math.min(BUFFER, size)));
    long total = 0;
    while (total < size) {
      ByteBuffer buffer = tensors.isPresent() ? tensors.get().buffer() : own;
      buffer.clear().limit((int) Math.min(buffer.capacity(), size - total));
      int count = from.read(buffer, total);
      if (count < 0) {
        break;
      }
      buffer.flip();
      if (tensors.isPresent()) {
        tensors.get().read(buffer.duplicate());
      }
      sha.update(buffer);
      total += count;
      mark.at(total);
      pass.progress().advance(count);
    }
    return new Reading(Digest.finish(sha.digest()), total);
  }

  /** Told how far the hashing is; may end it. */
  private interface Mark {
    void at(long total) throws IOException;
  }
}
