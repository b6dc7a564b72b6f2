package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gets all bytes of a file that another thread reads, in their order, in one thread. */
interface Follower {
  /** The next bytes; only read, and somebody else's after this. */
  void accept(ByteBuffer bytes) throws IOException;

  /** There are no more. */
  default void end() throws IOException {}
}
