package dev.gitmodel.lfs;

import java.io.IOException;

/** What came over a stream is not what the protocol says; nothing after it can be understood. */
final class Garbage extends IOException {
  private static final long serialVersionUID = 1L;

  Garbage(String what) {
    super(what);
  }
}
