package dev.gitmodel.cli;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.BisectByCommand;
import dev.gitmodel.store.Progress;
import java.util.Optional;

/** Tells on stderr what a bisection measures. */
final class BisectWatch implements BisectByCommand.Watch, AutoCloseable {
  private final Output out;
  private final String metric;
  private Optional<Watcher> pulling = Optional.empty();

  BisectWatch(Output out, String metric) {
    this.out = out;
    this.metric = metric;
  }

  @Override
  public void begins(Version version, int about) {
    out.note("measuring " + version + (about > 1 ? ", then about " + (about - 1) + " more" : ""));
  }

  @Override
  public Progress pulls(long bytes) {
    Watcher watcher = new Watcher(out, "pulling");
    pulling = Optional.of(watcher);
    return watcher.start(bytes);
  }

  @Override
  public void ends(Version version, Optional<MetricValue> value) {
    close();
    out.note(
        value
            .map(number -> version + ": " + metric + " is " + number)
            .orElse(version + " can't be tested"));
  }

  @Override
  public void close() {
    pulling.ifPresent(Watcher::close);
    pulling = Optional.empty();
  }
}
