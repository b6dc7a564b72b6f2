package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * All that is known of one version. {@code description} is the edited one, else the manifest's;
 * {@code evaluations} are the reports as written; {@code retired} is how it was deleted since the
 * time that was asked for. What is noted on it and could not be read is left out, and named in
 * {@code unreadable}.
 */
public record VersionRecord(
    ModelVersion version,
    SortedSet<AliasName> aliases,
    MetricSet metrics,
    Optional<String> description,
    Optional<String> evaluations,
    List<Parent> parents,
    Signature signature,
    Optional<Tombstone> retired,
    List<Finding> unreadable) {
  public VersionRecord {
    parents = List.copyOf(parents);
    unreadable = List.copyOf(unreadable);
  }

  /** CORRUPT where something of it could not be read. */
  public VersionRecord whole() {
    unreadable.stream()
        .findFirst()
        .ifPresent(
            damaged -> {
              throw new RegistryException(
                  Problem.CORRUPT, damaged.subject() + ": " + damaged.matter(), damaged.hint());
            });
    return this;
  }

  /** A parent commit, and the version it is, where it is one. */
  public record Parent(Revision commit, Optional<Version> version) {}
}
