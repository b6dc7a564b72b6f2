package dev.gitmodel.lfs;

import java.io.InputStream;
import java.io.OutputStream;

/** A program at work on another machine, by what it prints and reads; closing ends it. */
public interface RemoteProgram extends AutoCloseable {
  /** What it prints. */
  InputStream in();

  /** What it reads. */
  OutputStream out();

  /** What it, or whatever connects to it, has complained of so far; empty for nothing. */
  String complaint();

  /** Ends it, also under a thread that waits for its bytes. */
  @Override
  void close();
}
