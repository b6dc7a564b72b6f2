package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version as a lineage shows it: where the versions behind its commit stand among those of the
 * model, {@link #STRANGE} for a commit that is none; its digest, whether that is {@code sound}, the
 * one of its files, and the manifest's summary.
 */
public record Kin(
    Version version,
    List<Integer> parents,
    Digest digest,
    boolean sound,
    Optional<String> summary) {
  /** The place of a commit that is no version. */
  public static final int STRANGE = -1;

  public Kin {
    parents = List.copyOf(parents);
  }

  /** That of a whole record; {@code places} are those of the commits of the model's versions. */
  static Kin of(ModelVersion version, Map<Revision, Integer> places) {
    return new Kin(
        version.version(),
        version.parents().stream().map(id -> places.getOrDefault(id, STRANGE)).toList(),
        version.digest(),
        version.digest().equals(Digest.ofListing(version.files())),
        version.manifest().text("summary"));
  }
}
