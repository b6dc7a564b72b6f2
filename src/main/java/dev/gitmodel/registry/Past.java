package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionBrief;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A state of the past, some of whose objects may have been collected since: what the audit log says
 * of a version stands for its record then, and what nothing says any more is left out. A version
 * that is there to this day was not collected: where it can't be read, that is CORRUPT.
 */
final class Past implements Snapshot {
  private static final String COLLECTED = "(collected since: only the audit log knows of it)";

  private final Snapshot kept;
  private final Set<Version> left;
  private final Set<Version> collected = new HashSet<>();
  private @Nullable Logged logged;

  /** {@code left} are the versions that are there today. */
  Past(Snapshot kept, Set<Version> left) {
    this.kept = kept;
    this.left = left;
  }

  private Logged logged() {
    Logged known = logged;
    if (known == null) {
      known = new Logged(kept);
      logged = known;
    }
    return known;
  }

  @Override
  public ModelVersion version(Version version) {
    if (left.contains(version)) {
      return kept.version(version);
    }
    return orElse(
        () -> kept.version(version),
        () -> {
          collected.add(version);
          return logged().version(version);
        });
  }

  @Override
  public MetricSet metrics(Version version) {
    return orElse(() -> kept.metrics(version), () -> MetricSet.EMPTY);
  }

  @Override
  public Optional<MetricValue> metric(Version version, String name) {
    return orElse(() -> kept.metric(version, name), Optional::empty);
  }

  @Override
  public VersionBrief brief(Version version) {
    return orElse(() -> kept.brief(version), () -> VersionBrief.of(version(version)));
  }

  @Override
  public Optional<String> description(Version version) {
    Optional<String> edited = orElse(() -> kept.description(version), Optional::empty);
    return edited.or(() -> collected.contains(version) ? Optional.of(COLLECTED) : Optional.empty());
  }

  @Override
  public Optional<String> evaluations(Version version) {
    return orElse(() -> kept.evaluations(version), Optional::empty);
  }

  @Override
  public List<TensorRecord> tensors(Version version) {
    return orElse(() -> kept.tensors(version), List::of);
  }

  @Override
  public Signature signature(Version version) {
    return orElse(() -> kept.signature(version), Signature.Absent::new);
  }

  /** An object that is missing or damaged is not the answer's end; a disk that fails is. */
  private static <T> T orElse(Supplier<T> read, Supplier<T> otherwise) {
    try {
      return read.get();
    } catch (RegistryException e) {
      if (e.problem() == Problem.CORRUPT) {
        return otherwise.get();
      }
      throw e;
    }
  }

  @Override
  public ModelName model() {
    return kept.model();
  }

  @Override
  public Policy policy() {
    return kept.policy();
  }

  @Override
  public SortedSet<Version> versions() {
    return kept.versions();
  }

  @Override
  public SortedMap<Version, Finding> strays() {
    return kept.strays();
  }

  @Override
  public ManifestText manifestText(Version version) {
    return kept.manifestText(version);
  }

  @Override
  public SortedMap<AliasName, Version> aliases() {
    return kept.aliases();
  }

  @Override
  public SortedMap<BranchName, Revision> branches() {
    return kept.branches();
  }

  @Override
  public Optional<Version> lastVersionOn(BranchName branch) {
    return kept.lastVersionOn(branch);
  }

  @Override
  public Optional<Version> lastVersionAt(Revision commit) {
    return kept.lastVersionAt(commit);
  }

  @Override
  public Optional<Version> versionAt(Revision commit) {
    return kept.versionAt(commit);
  }

  @Override
  public List<Version> versionsByCommit(String prefix) {
    return kept.versionsByCommit(prefix);
  }

  @Override
  public Commit commit(Revision id) {
    return kept.commit(id);
  }

  @Override
  public List<Artifact> filesAt(Revision commit) {
    return kept.filesAt(commit);
  }

  @Override
  public Optional<Tombstone> tombstone(Version version) {
    return kept.tombstone(version);
  }

  @Override
  public Stream<AuditEntry> audit() {
    return kept.audit();
  }

  @Override
  public Stream<AuditEntry> log() {
    return kept.log();
  }

  @Override
  public Signature signatureBy(Actor by) {
    return kept.signatureBy(by);
  }

  @Override
  public Signature signature(AuditEntry entry) {
    return kept.signature(entry);
  }

  @Override
  public SortedMap<String, Revision> refs() {
    return kept.refs();
  }

  @Override
  public String byHand(RefMove move) {
    return kept.byHand(move);
  }
}
