package dev.gitmodel.store;

/** Told how many bytes were dealt with; called from several threads. */
@FunctionalInterface
public interface Progress {
  /** Nobody watches. */
  Progress NONE = bytes -> {};

  /** {@code bytes} more are done. */
  void advance(long bytes);

  /** What is told of the work that comes after this: {@code bytes}, called by a word for it. */
  default Progress next(String label, long bytes) {
    return NONE;
  }
}
