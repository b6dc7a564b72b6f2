package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.TensorHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Digests a file's tensors in a thread of its own, from the very buffers that another thread reads
 * and hashes: no byte is read twice, and no more than 32 buffers are held. After {@link #close} the
 * thread is gone.
 */
final class TensorThread implements AutoCloseable {
  // As much as is hashed while another thread has its turn on this core: with three threads on two
  // cores eight had the reader wait a sixth of the time.
  private static final int BUFFERS = 32;
  // The only buffer that holds nothing.
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<ByteBuffer> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final TensorHasher hasher;
  private final int bufferSize;
  private final Thread thread;
  private int buffers;
  private volatile @Nullable Throwable failure;

  TensorThread(TensorLayout layout, int bufferSize) {
    hasher = new TensorHasher(layout);
    this.bufferSize = bufferSize;
    thread = new Thread(this::run, "lfs-tensors");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      for (ByteBuffer next = filled.take(); next.capacity() > 0; next = filled.take()) {
        if (failure == null) {
          digest(next.duplicate());
        }
        // Given back whatever happened, so whoever reads never waits for good.
        free.put(next);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void digest(ByteBuffer bytes) {
    try {
      hasher.accept(bytes);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** A buffer to fill; waits until one is digested where all of them are under way. */
  ByteBuffer buffer() throws IOException {
    try {
      ByteBuffer digested = free.poll();
      if (digested != null) {
        return digested;
      }
      if (buffers < BUFFERS) {
        buffers++;
        return Reading.buffer(bufferSize);
      }
      return free.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** The next bytes of the file; from now on the buffer is only read. */
  void read(ByteBuffer bytes) throws IOException {
    try {
      filled.put(bytes);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Waits until all is digested; the record of the content {@code weights}. */
  Optional<TensorRecord> finish(Digest weights) throws IOException {
    read(END);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    Throwable happened = failure;
    if (happened != null) {
      throw new IllegalStateException("the tensors could not be digested", happened);
    }
    return hasher.finish(weights);
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
