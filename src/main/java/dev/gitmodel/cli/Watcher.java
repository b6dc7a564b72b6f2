package dev.gitmodel.cli;

import dev.gitmodel.store.Progress;
import java.util.Optional;

/** Shows a progress bar for work whose size is told when it starts. */
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
    ProgressBar begun = out.progress(label, bytes);
    bar = Optional.of(begun);
    return begun::advance;
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
