package dev.gitmodel.lfs;

import dev.gitmodel.store.Progress;

/** Tells each byte of one object once, however often it is sent or fetched. */
final class Told {
  private final Progress progress;
  private long most;

  Told(Progress progress) {
    this.progress = progress;
  }

  /** The first {@code total} bytes are done, for now. */
  synchronized void upTo(long total) {
    if (total > most) {
      progress.advance(total - most);
      most = total;
    }
  }
}
