package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands the bytes that one thread reads to followers, each in a thread of its own, in the very
 * buffers that were read into: no byte is read or copied twice. After {@link #close} the threads
 * are gone.
 */
final class Relay implements AutoCloseable {
  // The only one that holds nothing.
  private static final Shared END = new Shared(ByteBuffer.allocate(0), new AtomicInteger());

  private final int most;
  private final Buffers buffers;
  private final BlockingQueue<ByteBuffer> free;
  private final List<Lane> lanes;
  private final List<ByteBuffer> taken = new ArrayList<>();

  /** Where buffers come from, and where they go in the end; of any kind and one size. */
  interface Buffers {
    ByteBuffer take();

    /** Nobody touches it any more. */
    default void give(ByteBuffer buffer) {}
  }

  /** A buffer, and how many have not read it yet. */
  private record Shared(ByteBuffer bytes, AtomicInteger readers) {}

  /** Holds {@code most} of the buffers; at least one follower. */
  Relay(int most, Buffers buffers, List<Follower> followers) {
    this.most = most;
    this.buffers = buffers;
    free = new ArrayBlockingQueue<>(most);
    lanes = followers.stream().map(Lane::new).toList();
    lanes.forEach(lane -> lane.thread.start());
  }

  /** A buffer to fill; waits until one is nobody's any more where all of them are under way. */
  ByteBuffer buffer() throws IOException {
    try {
      if (free.isEmpty() && taken.size() < most) {
        ByteBuffer fresh = buffers.take().clear();
        taken.add(fresh);
        return fresh;
      }
      return free.take().clear();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** The first {@code count} bytes of the buffer come next; from now on it is only read. */
  void pass(ByteBuffer buffer, int count) throws IOException {
    ByteBuffer bytes = buffer.duplicate().position(0).limit(count);
    Shared next = new Shared(bytes, new AtomicInteger(lanes.size()));
    for (Lane lane : lanes) {
      lane.fail();
      lane.put(next);
    }
  }

  /** Waits until all have had all; what failed on the way is told here at the latest. */
  void finish() throws IOException {
    for (Lane lane : lanes) {
      lane.put(END);
    }
    for (Lane lane : lanes) {
      lane.await();
      lane.fail();
    }
  }

  private static ClosedByInterruptException interrupted() {
    Thread.currentThread().interrupt();
    return new ClosedByInterruptException();
  }

  @Override
  public void close() {
    lanes.forEach(lane -> Crew.end(lane.thread));
    taken.forEach(buffers::give);
  }

  /** One follower, what it is still to get, and its thread. */
  private final class Lane {
    private final BlockingQueue<Shared> filled = new ArrayBlockingQueue<>(most + 1);
    private final Follower follower;
    private final Thread thread = new Thread(this::run, "lfs-relay");
    private volatile @Nullable Throwable failure;

    Lane(Follower follower) {
      this.follower = follower;
      thread.setDaemon(true);
    }

    private void run() {
      try {
        for (Shared next = filled.take(); next.bytes.capacity() > 0; next = filled.take()) {
          tell(next.bytes);
          // Given back whatever happened, so whoever reads never waits for good.
          if (next.readers.decrementAndGet() == 0) {
            free.put(next.bytes);
          }
        }
        tell(null);
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell(@Nullable ByteBuffer bytes) {
      if (failure != null) {
        return;
      }
      try {
        if (bytes == null) {
          follower.end();
        } else {
          follower.accept(bytes.duplicate());
        }
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }

    private void put(Shared next) throws IOException {
      try {
        filled.put(next);
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }

    private void await() throws IOException {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }

    private void fail() throws IOException {
      Throwable happened = failure;
      if (happened instanceof IOException onDisk) {
        throw onDisk;
      }
      if (happened != null) {
        throw new IllegalStateException("a file's bytes could not be followed", happened);
      }
    }
  }
}
