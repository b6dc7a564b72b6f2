package dev.gitmodel.registry;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Workbench;
import dev.gitmodel.store.Workbench.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Pulls a version into a folder of its own, runs the command there and records what it says. */
record Measurement(
    BisectByCommand.Request asked,
    Ledger ledger,
    Workbench workbench,
    BisectByCommand.Watch watch) {
  private static final String REASON = "bisect";
  private static final int SAID_LINES = 10;

  /** The number; empty where the command says that the version can't be tested. */
  Optional<MetricValue> of(Version version, MetricSet recorded, int about) {
    watch.begins(version, about);
    Optional<MetricSet> metrics = reading(version);
    Optional<MetricValue> value = metrics.flatMap(m -> m.get(asked.what().metric()));
    metrics.ifPresent(m -> record(version, m, recorded));
    watch.ends(version, value);
    return value;
  }

  private Reference reference(Version version) {
    return Reference.to(asked.what().model(), version);
  }

  private Optional<MetricSet> reading(Version version) {
    Reference reference = reference(version);
    try (Workbench.Place place = workbench.open()) {
      Path folder = place.folder().resolve(reference.model().name());
      new PullVersion(ledger.store())
          .apply(
              new PullVersion.Request(reference, folder, List.of(), false),
              bytes -> watch.pulls(bytes));
      return metrics(
          version,
          place.measure(
              asked.command(),
              folder,
              Map.of(
                  "GIT_MODEL_REFERENCE", reference.toString(),
                  "GIT_MODEL_VERSION", version.toString(),
                  "GIT_MODEL_FOLDER", folder.toString())));
    }
  }

  private Optional<MetricSet> metrics(Version version, Reading reading) {
    if (reading instanceof Reading.Untestable) {
      return Optional.empty();
    }
    if (reading instanceof Reading.Value number) {
      return Optional.of(MetricSet.of(Map.of(asked.what().metric(), number.value())));
    }
    if (reading instanceof Reading.Metrics metrics) {
      return Optional.of(checked(version, metrics.metrics()));
    }
    if (reading instanceof Reading.Failed failed) {
      throw failed(version, failed);
    }
    throw noMetric(version, ((Reading.Nothing) reading).why(), "");
  }

  private MetricSet checked(Version version, MetricSet metrics) {
    String metric = asked.what().metric();
    Optional<MetricValue> value = metrics.get(metric);
    if (value.isEmpty()) {
      throw noMetric(
          version,
          "there is no " + metric + " in the object that it printed",
          DidYouMean.of(metric, metrics.values().keySet())
              .map(near -> "did you mean --metric " + near + "? ")
              .orElse(""));
    }
    if (value.get().number().isEmpty()) {
      throw noMetric(
          version,
          "its " + metric + " is '" + Printable.of(value.get().toString()) + "', no number",
          "");
    }
    return metrics;
  }

  private RegistryException noMetric(Version version, String why, String hint) {
    return RegistryException.invalid(
        "the command measured nothing of " + reference(version) + ": " + why,
        hint
            + "let it print a number on its last line or one JSON object of metrics, or exit with"
            + " 125 where a version can't be tested");
  }

  private RegistryException failed(Version version, Reading.Failed failed) {
    List<String> lines = failed.said().strip().lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - SAID_LINES), lines.size());
    String said = last.isEmpty() ? "" : "\n  " + String.join("\n  ", last);
    return new RegistryException(
        Problem.REFUSED,
        "the command failed on " + reference(version) + " with exit code " + failed.exit() + said,
        "what was measured before is recorded; exit with 125 where a version can't be tested");
  }

  /** What others recorded stays as it is. */
  private void record(Version version, MetricSet measured, MetricSet recorded) {
    Map<String, MetricValue> fresh = new TreeMap<>(measured.values());
    fresh.keySet().removeAll(recorded.values().keySet());
    new UpdateMetrics(ledger)
        .apply(
            new UpdateMetrics.Request(
                asked.by(),
                asked.what().model(),
                new Selector.ByVersion(version),
                MetricSet.of(fresh),
                Set.of(),
                Optional.of(REASON)));
  }
}
