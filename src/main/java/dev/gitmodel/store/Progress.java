package dev.gitmodel.store;

/** Told how many bytes were dealt with; called from several threads. */
@FunctionalInterface
public interface Progress {
  /** Nobody watches. */
  Progress NONE = bytes -> {};

  /** {@code bytes} more are done. */
  void advance(long bytes);
}
