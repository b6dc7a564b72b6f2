package dev.gitmodel.cli;

import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.model.MetricSet;
import java.util.List;
import java.util.Set;

/** {@code --metrics FILE}: metrics that a training or an evaluation has left in JSON files. */
final class MetricFiles {
  private final Arg<List<String>> files;

  MetricFiles(String description) {
    this.files = Arg.options("FILE", s -> s, description, "--metrics");
  }

  Arg<List<String>> arg() {
    return files;
  }

  /** All of them; of a metric in several files the last one counts. */
  MetricSet read(Caller caller) {
    MetricSet all = MetricSet.EMPTY;
    for (String file : files.value()) {
      byte[] bytes = Input.file(caller.path(file));
      all = all.merge(MetricsCodec.fromJson(file, bytes), Set.of());
    }
    return all;
  }
}
