package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One pass over a file: its digest, and how many bytes that is of ({@code count}, at most as many
 * as were asked for).
 */
record Reading(Digest digest, long count) {
  /** The bytes that are read at once. */
  static final int BUFFER = 1 << 20;

  // Of the disks and the memory of today; what has others is not written to directly.
  private static final int BLOCK = 4096;

  // As many as are hashed while another thread has its turn on this core, or the disk has a pause;
  // and all files that are read at a time have no more than a quarter of what a heap may grow to.
  private static final int BUFFERS =
      (int)
          Math.max(2, Math.min(32, Runtime.getRuntime().maxMemory() / 4 / BUFFER / Crew.hashers()));

  private static final Outside OUTSIDE = new Outside();

  /** Hashes up to {@code size} bytes. */
  static Reading hash(FileChannel from, long size, Progress progress) throws IOException {
    return hash(from, size, progress, List.of());
  }

  /** As {@link #hash(FileChannel, long, Progress)}; all others get the same bytes. */
  static Reading hash(FileChannel from, long size, Progress progress, List<Follower> others)
      throws IOException {
    MessageDigest sha = Digest.sha256();
    List<Follower> followers = new ArrayList<>(others);
    followers.add(sha::update);
    long count =
        size <= BUFFER
            ? inThisThread(from, size, progress, followers)
            : inOthers(from, size, progress, followers);
    return new Reading(Digest.finish(sha.digest()), count);
  }

  /**
   * As {@link #hash(FileChannel, long, Progress, List)}; what is copied are the same bytes where
   * {@code count} is {@code size}. Closes {@code copying}.
   */
  static Reading copy(
      FileChannel from, long size, Copying copying, Progress progress, List<Follower> others)
      throws IOException {
    try (copying) {
      List<Follower> followers = new ArrayList<>(others);
      followers.add(copying);
      Reading reading = hash(from, size, progress, followers);
      return new Reading(reading.digest, Math.min(reading.count, copying.count()));
    }
  }

  /** Up to {@code size} bytes of the file from {@code start} on. */
  static ByteBuffer block(FileChannel from, long start, int size) throws IOException {
    return fill(ByteBuffer.allocate(size), from, start);
  }

  /** Fewer bytes than fit only at the end of the file. */
  private static ByteBuffer fill(ByteBuffer block, FileChannel from, long start)
      throws IOException {
    int count = 0;
    while (block.hasRemaining() && count >= 0) {
      count = from.read(block, start + block.position());
    }
    return block.flip();
  }

  /**
   * Outside the heap: there the kernel's copy is the only one, and the JDK hashes it in slices of
   * its own, so small that the loop over them is compiled before half a file is read. Used again
   * for the next file: a folder may hold very many, and what is outside the heap is freed late.
   */
  private static final class Outside implements Relay.Buffers {
    private final Queue<ByteBuffer> spare = new ConcurrentLinkedQueue<>();

    @Override
    public ByteBuffer take() {
      ByteBuffer used = spare.poll();
      return used != null
          ? used
          : ByteBuffer.allocateDirect(BUFFER + BLOCK).alignedSlice(BLOCK).slice(0, BUFFER);
    }

    @Override
    public void give(ByteBuffer buffer) {
      spare.add(buffer);
    }
  }

  private static long inThisThread(
      FileChannel from, long size, Progress progress, List<Follower> followers) throws IOException {
    ByteBuffer all = block(from, 0, (int) size);
    progress.advance(all.remaining());
    for (Follower follower : followers) {
      follower.accept(all.duplicate());
      follower.end();
    }
    return all.remaining();
  }

  private static long inOthers(
      FileChannel from, long size, Progress progress, List<Follower> followers) throws IOException {
    try (Relay relay = new Relay(BUFFERS, OUTSIDE, followers)) {
      long total = 0;
      boolean more = true;
      while (more && total < size) {
        ByteBuffer buffer = relay.buffer();
        int most = (int) Math.min(buffer.capacity(), size - total);
        int count = fill(buffer.limit(most), from, total).remaining();
        more = count == most;
        relay.pass(buffer, count);
        total += count;
        progress.advance(count);
      }
      relay.finish();
      return total;
    }
  }
}
