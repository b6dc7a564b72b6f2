package dev.gitmodel.notify;

import java.time.Duration;

/** When all must be over, by the clock that nobody sets. */
record Deadline(long nanos) {
  static Deadline in(Duration length) {
    return new Deadline(System.nanoTime() + length.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean isOver() {
    return left().isZero();
  }

  /** What is left, at most {@code most}, for a library that takes 0 for ever. */
  int millis(Duration most) {
    return (int) Math.max(1, Math.min(left().toMillis(), most.toMillis()));
  }
}
