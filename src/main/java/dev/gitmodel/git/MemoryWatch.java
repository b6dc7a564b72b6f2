package dev.gitmodel.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Ends a git that a host makes collect without end: refs are gathered in memory before any is told.
 * Where the system does not say what a process has (only Linux does), nothing is ended.
 */
final class MemoryWatch implements AutoCloseable {
  private static final long MOST_BYTES = 1L << 30;
  // Most of what git does for us is over by then.
  private static final long INTERVAL_MILLIS = 250;
  private static final String ANONYMOUS = "RssAnon:";

  private final Process process;
  private final Thread thread;
  private volatile boolean exceeded;

  /** Watches until closed. */
  MemoryWatch(Process process) {
    this.process = process;
    this.thread = new Thread(this::watch, "memory watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** True where it was ended because of what it had. */
  boolean exceeded() {
    return exceeded;
  }

  private void watch() {
    try {
      while (process.isAlive()) {
        Thread.sleep(INTERVAL_MILLIS);
        if (family().mapToLong(MemoryWatch::bytes).sum() > MOST_BYTES) {
          exceeded = true;
          family().forEach(ProcessHandle::destroyForcibly);
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** It and its helpers: over HTTP it is one of them that collects. */
  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private static long bytes(ProcessHandle one) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + one.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(ANONYMOUS))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
