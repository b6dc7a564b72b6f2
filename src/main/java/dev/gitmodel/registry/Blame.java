package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which version made the fields of a branch's last version what they are, and what is missing. */
public record Blame(
    ModelName model, BranchName branch, Version version, List<Line> lines, List<Finding> missing) {
  public Blame {
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
  }

  /** True where a commit on the way could not be read, so an older change may be the true one. */
  public boolean partial() {
    return !missing.isEmpty();
  }

  /** One change of one field, and the version that made it. */
  public record Line(FieldChange change, Cause cause) {}

  /**
   * The version of a change: its commit, who published it when by the audit log, the run and the
   * experiment it is from, the reason in its audit entry and the message of its commit.
   */
  public record Cause(
      Version version,
      Revision commit,
      Actor by,
      Instant at,
      Optional<String> run,
      Optional<String> experiment,
      Optional<String> reason,
      Optional<String> message) {}
}
