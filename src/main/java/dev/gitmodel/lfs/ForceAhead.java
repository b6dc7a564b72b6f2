package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Has the disk write a file while more of it arrives, instead of all of it after the end. What the
 * disk refuses is told once, by whichever call comes next.
 */
final class ForceAhead implements AutoCloseable {
  private static final long STEP = 64L << 20;

  private final FileChannel file;
  private long next = STEP;
  private @Nullable Thread thread;
  private volatile @Nullable IOException failure;

  ForceAhead(FileChannel file) {
    this.file = file;
  }

  /** So many bytes are written. */
  void written(long total) throws IOException {
    fail();
    Thread last = thread;
    if (total >= next && (last == null || !last.isAlive())) {
      next = total + STEP;
      Thread force = new Thread(this::force, "lfs-force");
      force.setDaemon(true);
      force.start();
      thread = force;
    }
  }

  private void force() {
    try {
      file.force(false);
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Nothing is being forced any more; what the disk refused is told here at the latest. */
  void settle() throws IOException {
    await();
    fail();
  }

  /** All is written and forced. */
  void finish() throws IOException {
    settle();
    file.force(true);
  }

  private void fail() throws IOException {
    IOException happened = failure;
    if (happened != null) {
      throw happened;
    }
  }

  /** Never by an interrupt: that would close the file under whoever writes to it. */
  private void await() {
    boolean interrupted = false;
    for (Thread last = thread; last != null && last.isAlive(); ) {
      try {
        last.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    await();
  }
}
