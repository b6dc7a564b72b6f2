package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;

/** Shows one experiment: each of its versions beside the one it began from. */
public final class ShowExperiment {
  /** The experiment {@code name} of {@code model}. */
  public record Request(ModelName model, ExperimentName name) {}

  /** A version's record and its metrics. */
  public record Row(ModelVersion version, MetricSet metrics) {}

  /** The experiment, the version it began from where that is still there, and its versions. */
  public record Result(Experiment experiment, Optional<Row> base, List<Row> versions) {}

  private final ModelStore store;

  public ShowExperiment(ModelStore store) {
    this.store = store;
  }

  /** The experiment; NOT_FOUND where there is none. */
  public Result apply(Request request) {
    Snapshot now = store.look(request.model());
    Experiment experiment = ExperimentLog.read(now, request.name());
    Optional<Row> base =
        experiment.base().filter(v -> now.versions().contains(v)).map(v -> row(now, v));
    List<Row> versions = experiment.versions().stream().map(v -> row(now, v)).toList();
    return new Result(experiment, base, versions);
  }

  /** NOT_FOUND, with how to start it, where it can't be published to. */
  public void requireStarted(Request request) {
    ModelName model = request.model();
    if (!store.exists(model)) {
      throw RegistryException.notFound(
          "there is no model " + model + ", so it has no experiment " + request.name(),
          "publish what it is to be held against first, without --experiment");
    }
    Snapshot now = store.look(model);
    if (!now.branches().containsKey(BranchName.experiment(request.name()))) {
      throw ExperimentLog.none(
          now,
          request.name(),
          "start it with: git model experiment start " + model + " " + request.name());
    }
  }

  private static Row row(Snapshot now, Version version) {
    return new Row(now.version(version), now.metrics(version));
  }
}
