package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The state of a model before it is made: nothing but the registry's policy. */
record NewModel(ModelName model, Policy policy, Function<Actor, Signature> signing)
    implements Snapshot {
  @Override
  public SortedSet<Version> versions() {
    return Collections.emptySortedSet();
  }

  @Override
  public ModelVersion version(Version version) {
    throw absent();
  }

  @Override
  public ManifestText manifestText(Version version) {
    throw absent();
  }

  @Override
  public SortedMap<AliasName, Version> aliases() {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<BranchName, Revision> branches() {
    return new TreeMap<>();
  }

  @Override
  public Optional<Version> lastVersionOn(BranchName branch) {
    return Optional.empty();
  }

  @Override
  public Optional<Version> lastVersionAt(Revision commit) {
    return Optional.empty();
  }

  @Override
  public Optional<Version> versionAt(Revision commit) {
    return Optional.empty();
  }

  @Override
  public List<Version> versionsByCommit(String prefix) {
    return List.of();
  }

  @Override
  public Commit commit(Revision id) {
    throw absent();
  }

  @Override
  public List<Artifact> filesAt(Revision commit) {
    throw absent();
  }

  @Override
  public MetricSet metrics(Version version) {
    throw absent();
  }

  @Override
  public Optional<String> description(Version version) {
    throw absent();
  }

  @Override
  public Optional<String> evaluations(Version version) {
    throw absent();
  }

  @Override
  public List<TensorRecord> tensors(Version version) {
    throw absent();
  }

  @Override
  public Signature signature(Version version) {
    throw absent();
  }

  @Override
  public Optional<Tombstone> tombstone(Version version) {
    return Optional.empty();
  }

  @Override
  public Stream<AuditEntry> audit() {
    return Stream.empty();
  }

  @Override
  public Signature signatureBy(Actor by) {
    return signing.apply(by);
  }

  @Override
  public Signature signature(AuditEntry entry) {
    throw absent();
  }

  @Override
  public SortedMap<String, Revision> refs() {
    return new TreeMap<>();
  }

  @Override
  public String byHand(RefMove move) {
    throw absent();
  }

  private RegistryException absent() {
    return RegistryException.notFound(
        "there is no model " + model + " yet",
        "publish its first version with: git model push DIR --name " + model);
  }
}
