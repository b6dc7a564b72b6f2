package dev.gitmodel.cli;

import dev.gitmodel.store.Progress;
import java.util.Optional;

/** Shows a progress bar for work whose size is told when it starts, and one for what follows. */
final class Watcher implements AutoCloseable {
  private final Output out;
  private final String label;
  private Optional<ProgressBar> bar = Optional.empty();

  Watcher(Output out, String label) {
    this.out = out;
    this.label = label;
  }

  /** The work is on {@code bytes}; called once. */
  Progress start(long bytes) {
    return begin(label, bytes);
  }

  private Progress begin(String what, long bytes) {
    close();
    ProgressBar begun = out.progress(what, bytes);
    bar = Optional.of(begun);
    return new Progress() {
      @Override
      public void advance(long some) {
        begun.advance(some);
      }

      @Override
      public Progress next(String after, long left) {
        return begin(after, left);
      }
    };
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
