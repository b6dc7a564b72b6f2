package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a list of very many versions shows of each; a part of its record. */
public record VersionBrief(
    Revision commit,
    List<Revision> parents,
    Digest digest,
    Optional<String> summary,
    Optional<String> trainingDataset,
    Instant at,
    Actor by,
    long size) {
  public VersionBrief {
    parents = List.copyOf(parents);
  }

  /** That part of a record. */
  public static VersionBrief of(ModelVersion version) {
    return new VersionBrief(
        version.commit(),
        version.parents(),
        version.digest(),
        version.manifest().text("summary"),
        version.manifest().trainingDataset(),
        version.at(),
        version.by(),
        version.size());
  }
}
