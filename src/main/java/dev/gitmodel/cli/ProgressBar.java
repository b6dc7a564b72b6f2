package dev.gitmodel.cli;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Bytes done, rate and time left on one line, drawn at most ten times a second and only once the
 * work has taken a second. Drawn by whoever reports the bytes: no thread of its own.
 *
 * <p>Our own because the well-kept library for it, me.tongfei:progressbar, brings JLine with native
 * code and a thread to every start.
 */
public final class ProgressBar implements AutoCloseable {
  private static final long PATIENCE = 1_000_000_000L;
  private static final long INTERVAL = 100_000_000L;
  private static final int WIDEST_BAR = 20;
  private static final int BESIDE_THE_BAR = 60;

  private final String label;
  private final long total;
  private final Consumer<String> screen;
  private final LongSupplier nanos;
  private final int width;
  private final long start;
  private final AtomicLong nextDraw;
  private final LongAdder done = new LongAdder();
  private volatile boolean drawn;

  ProgressBar(String label, long total, Consumer<String> screen, int columns, LongSupplier nanos) {
    this.label = label;
    this.total = total;
    this.screen = screen;
    this.nanos = nanos;
    this.width = Math.max(0, Math.min(WIDEST_BAR, columns - BESIDE_THE_BAR));
    this.start = nanos.getAsLong();
    this.nextDraw = new AtomicLong(start + PATIENCE);
  }

  /** {@code bytes} more are done; from any thread. */
  public void advance(long bytes) {
    done.add(bytes);
    long due = nextDraw.get();
    long now = nanos.getAsLong();
    if (now - due >= 0 && nextDraw.compareAndSet(due, now + INTERVAL)) {
      drawn = true;
      screen.accept("\r" + line(now) + "\u001b[K");
    }
  }

  private String line(long now) {
    long bytes = done.sum();
    double rate = bytes / Math.max(1e-9, (now - start) / 1e9);
    String head = label + "  " + bar(bytes) + Bytes.of(bytes);
    String left =
        bytes >= total || rate <= 0 ? "" : "  " + duration((total - bytes) / rate) + " left";
    return head
        + (bytes < total ? " of " + Bytes.of(total) : "")
        + "  "
        + Bytes.of((long) rate)
        + "/s"
        + left;
  }

  private String bar(long bytes) {
    if (total <= 0 || width == 0) {
      return "";
    }
    int full = (int) Math.min(width, bytes * (double) width / total);
    return "█".repeat(full) + "░".repeat(width - full) + "  ";
  }

  private static String duration(double seconds) {
    long s = (long) Math.ceil(seconds);
    return s < 60
        ? s + " s"
        : s < 3600
            ? String.format(Locale.ROOT, "%d:%02d min", s / 60, s % 60)
            : String.format(Locale.ROOT, "%d:%02d h", s / 3600, s % 3600 / 60);
  }

  /** Leaves the last state on the screen, where there was one. */
  @Override
  public void close() {
    if (drawn) {
      screen.accept("\r" + line(nanos.getAsLong()) + "\u001b[K\n");
    }
  }
}
