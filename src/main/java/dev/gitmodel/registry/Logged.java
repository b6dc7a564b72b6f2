package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the audit log alone knows of versions whose objects are gone; it is read once. */
final class Logged {
  private static final String TAGS = "refs/tags/";

  private final Snapshot state;
  private final Map<String, AuditEntry> published = new HashMap<>();

  Logged(Snapshot state) {
    this.state = state;
    try (Stream<AuditEntry> log = state.log()) {
      log.forEach(
          entry -> {
            for (RefMove move : entry.moves()) {
              if (move.ref().startsWith(TAGS) && !move.to().isNone()) {
                published.putIfAbsent(move.ref(), entry);
              }
            }
          });
    }
  }

  /** Its commit, digest, operator and time, and files where the commit is there; else CORRUPT. */
  ModelVersion version(Version version) {
    return Optional.ofNullable(published.get(TAGS + version.tag()))
        .flatMap(entry -> version(version, entry))
        .orElseThrow(
            () ->
                new RegistryException(
                    Problem.CORRUPT,
                    "the audit log of " + state.model() + " does not say what " + version + " is",
                    "git model audit verify " + state.model()));
  }

  private Optional<ModelVersion> version(Version version, AuditEntry entry) {
    Optional<Revision> commit = to(entry, "refs/heads/");
    Optional<Revision> tag = to(entry, TAGS + version.tag());
    Optional<Digest> digest = entry.trailer("Digest").map(Digest::parse);
    if (commit.isEmpty() || tag.isEmpty() || digest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelVersion(
            state.model(),
            version,
            commit.get(),
            tag.get(),
            digest.get(),
            new Manifest(Map.of("version", version.toString())),
            files(commit.get()),
            List.of(),
            entry.by(),
            entry.at(),
            false));
  }

  private List<Artifact> files(Revision commit) {
    try {
      return state.filesAt(commit);
    } catch (RegistryException collected) {
      return List.of();
    }
  }

  /** Where the entry put the first ref that starts so. */
  private static Optional<Revision> to(AuditEntry entry, String ref) {
    return entry.moves().stream()
        .filter(move -> move.ref().startsWith(ref))
        .map(RefMove::to)
        .filter(to -> !to.isNone())
        .findFirst();
  }
}
