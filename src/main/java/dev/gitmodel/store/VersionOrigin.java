package dev.gitmodel.store;

import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a version says of where it comes from, but for its evaluation reports: a part of its record
 * and of its commit.
 */
public record VersionOrigin(
    Identity identity,
    List<Revision> parents,
    Optional<String> summary,
    Made made,
    List<Source> sources) {
  public VersionOrigin {
    parents = List.copyOf(parents);
    sources = List.copyOf(sources);
  }

  /** Which version it is, and whether its digest is that of its files. */
  public record Identity(ModelName model, Version version, Digest digest, boolean whole) {
    @Override
    public String toString() {
      return Reference.to(model, version).toString();
    }
  }

  /** The code, {@code repository@commit}, and the experiment and run that it was made by. */
  public record Made(Optional<String> code, Optional<String> experiment, Optional<String> run) {}

  /** That part of a record and its commit. */
  public static VersionOrigin of(ModelVersion version, Commit commit) {
    return new VersionOrigin(
        new Identity(
            version.model(),
            version.version(),
            version.digest(),
            version.digest().equals(Digest.ofListing(version.files()))),
        version.parents(),
        version.manifest().text("summary"),
        new Made(
            code(version.manifest().flat()),
            commit.trailer("Experiment-Id").or(() -> version.manifest().text("experiment")),
            commit.trailer("Run-Id")),
        sources(version, commit));
  }

  /** What a commit records of them counts only where they are references. */
  private static List<Source> sources(ModelVersion version, Commit commit) {
    List<Source> unpinned =
        Source.of(version.manifest(), new Commit(commit.id(), commit.parents(), ""));
    return unpinned.stream().anyMatch(source -> Reference.isReference(source.text()))
        ? Source.of(version.manifest(), commit)
        : unpinned;
  }

  private static Optional<String> code(SortedMap<String, String> fields) {
    Optional<String> repository = Optional.ofNullable(fields.get("training.code.repository"));
    Optional<String> at = Optional.ofNullable(fields.get("training.code.commit"));
    return repository.isEmpty() && at.isEmpty()
        ? Optional.empty()
        : Optional.of(repository.orElse("code") + at.map(c -> "@" + c).orElse(""));
  }
}
