package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Optional;

/**
 * A version as a lineage shows it: its commit and those behind it, its digest, whether that is
 * {@code sound}, the one of its files, and the manifest's summary.
 */
public record Kin(
    Version version,
    Revision commit,
    List<Revision> parents,
    Digest digest,
    boolean sound,
    Optional<String> summary) {
  public Kin {
    parents = List.copyOf(parents);
  }

  /** That of a whole record. */
  public static Kin of(ModelVersion version) {
    return new Kin(
        version.version(),
        version.commit(),
        version.parents(),
        version.digest(),
        version.digest().equals(Digest.ofListing(version.files())),
        version.manifest().text("summary"));
  }
}
