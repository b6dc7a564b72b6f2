package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A version that was deleted before, as the audit log still knows it. */
final class Burial {
  private static final String BRANCHES = "refs/heads/";
  private static final Set<String> PUBLISHED =
      Set.of(Operation.VERSION_PUBLISH.text(), Operation.EXPERIMENT_PROMOTE.text());

  private Burial() {}

  /** What deleting it again finds: nothing to record, and files that may still be there. */
  static DeleteVersion.Deletion of(Snapshot now, Tombstone tombstone) {
    List<AuditEntry> life = life(now, tombstone.version());
    List<Artifact> files = files(now, life);
    Digest digest =
        life.stream()
            .filter(entry -> entry.id().equals(tombstone.entry()))
            .flatMap(entry -> entry.trailer("Digest").stream())
            .findFirst()
            .map(Digest::parse)
            .orElseGet(() -> Digest.ofListing(files));
    DeleteVersion.Result result =
        new DeleteVersion.Result(
            now.model(),
            tombstone.version(),
            digest,
            new TreeSet<>(),
            new TreeSet<>(),
            0,
            Optional.of(Tombstones.sentence(tombstone)),
            Optional.empty());
    return new DeleteVersion.Deletion(result, Optional.empty(), files);
  }

  private static List<AuditEntry> life(Snapshot now, Version version) {
    try (Stream<AuditEntry> log = now.audit()) {
      return log.filter(entry -> entry.version().equals(Optional.of(version))).toList();
    }
  }

  /** Those of the commit that was published; none where its objects are collected by now. */
  private static List<Artifact> files(Snapshot now, List<AuditEntry> life) {
    try {
      return life.stream()
          .filter(entry -> PUBLISHED.contains(entry.operation()))
          .flatMap(entry -> entry.moves().stream())
          .filter(move -> move.ref().startsWith(BRANCHES))
          .findFirst()
          .map(move -> now.filesAt(move.to()))
          .orElse(List.of());
    } catch (RegistryException collected) {
      return List.of();
    }
  }
}
