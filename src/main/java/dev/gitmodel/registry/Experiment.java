package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An experiment as it stands: where it began, the versions published on it that are still there
 * (lowest first), how many that is ahead, and how often main moved since it began.
 */
public record Experiment(
    ModelName model,
    ExperimentName name,
    Revision tip,
    Optional<Version> base,
    List<Version> versions,
    int mainMoves,
    Optional<Instant> lastActivity) {
  public Experiment {
    versions = List.copyOf(versions);
  }

  public BranchName branch() {
    return BranchName.experiment(name);
  }

  /** Versions that the baseline does not have. */
  public int ahead() {
    return versions.size();
  }
}
