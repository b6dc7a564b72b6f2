package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * An object's file while it is read. Where it is {@code hashed} its content is the object's, as
 * long as {@link #requireUnchanged} says so after the last byte; else whoever reads it hashes it.
 */
record ObjectFile(FileChannel channel, boolean hashed, Check check) implements AutoCloseable {
  /** Fails where the file is not what it was. */
  interface Check {
    void run();
  }

  /** CONFLICT where somebody wrote to a file that is not ours while it was read. */
  void requireUnchanged() {
    check.run();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
