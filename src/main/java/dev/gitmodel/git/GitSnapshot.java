package dev.gitmodel.git;

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
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ManifestPrint;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionBrief;
import dev.gitmodel.store.VersionOrigin;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The refs of one moment, and behind them the objects, read when asked for. */
final class GitSnapshot implements Snapshot {
  private final SnapshotSources from;
  private final RefTable table;
  private final VersionNotes notes;
  private final VersionTags tags;
  private final TaggedCommits tagged;
  private @Nullable Policy policy;
  private @Nullable SortedMap<AliasName, Version> aliases;

  GitSnapshot(SnapshotSources from, RefTable table) {
    this.from = from;
    this.table = table;
    this.notes = new VersionNotes(from, this::tip, this::damaged);
    this.tags = new VersionTags(table.versions(), from);
    this.tagged =
        new TaggedCommits(
            tags::versions, tag -> from.index().commit(tag).or(() -> from.objects().peel(tag)));
  }

  @Override
  public ModelName model() {
    return from.model();
  }

  @Override
  public Policy policy() {
    Policy known = policy;
    if (known == null) {
      known = from.policy().get();
      policy = known;
    }
    return known;
  }

  @Override
  public SortedSet<Version> versions() {
    return Collections.unmodifiableSortedSet(tags.versions().navigableKeySet());
  }

  @Override
  public SortedMap<Version, Finding> strays() {
    return tags.strays();
  }

  @Override
  public Optional<Finding> stray(Version version) {
    return tags.stray(version);
  }

  @Override
  public ModelVersion version(Version version) {
    Revision tag = entry(version).id();
    return from.index().version(version, tag, () -> from.objects().read(version, tag));
  }

  @Override
  public VersionBrief brief(Version version) {
    Revision tag = entry(version).id();
    return from.index().brief(version, tag, () -> from.objects().read(version, tag));
  }

  @Override
  public VersionOrigin origin(Version version) {
    return from.index().origin(version, entry(version).id(), () -> Snapshot.super.origin(version));
  }

  @Override
  public ManifestPrint manifestPrint(Version version) {
    Revision tag = entry(version).id();
    return from.index().print(version, tag, () -> from.objects().read(version, tag));
  }

  private RefEntry entry(Version version) {
    return tags.named(version)
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    from.model() + " has no version " + version,
                    "git model versions " + from.model()));
  }

  private Revision commit(Version version, RefEntry entry) {
    return entry.peeled().orElseGet(() -> version(version).commit());
  }

  @Override
  public ManifestText manifestText(Version version) {
    return from.objects().manifest(commit(version, entry(version)));
  }

  @Override
  public SortedMap<AliasName, Version> aliases() {
    SortedMap<AliasName, Version> known = aliases;
    if (known == null) {
      known = Collections.unmodifiableSortedMap(table.aliases(tags.versions()));
      aliases = known;
    }
    return known;
  }

  @Override
  public SortedMap<String, Finding> damagedRefs() {
    return damaged().findings();
  }

  @Override
  public SortedMap<String, Finding> unsoundRefs() {
    return damaged().unsound();
  }

  /** CORRUPT where a ref whose name begins so can't be read. */
  GitSnapshot refusing(String prefix) {
    damaged().refuse(prefix);
    return this;
  }

  private DamagedRefs damaged() {
    return new DamagedRefs(this, table, from::objects);
  }

  private Optional<Revision> tip(String ref) {
    if (table.broken().containsKey(ref)) {
      damaged().refuse(ref);
    }
    return table.get(ref);
  }

  @Override
  public SortedMap<BranchName, Revision> branches() {
    return table.branches();
  }

  @Override
  public Optional<Version> lastVersionOn(BranchName branch) {
    return tip(Refs.of(branch)).flatMap(this::lastVersionAt);
  }

  @Override
  public Optional<Version> lastVersionAt(Revision commit) {
    Optional<Revision> at = Optional.of(commit);
    while (at.isPresent()) {
      Optional<Version> version = versionAt(at.get());
      if (version.isPresent()) {
        return version;
      }
      at = from.objects().parent(at.get());
    }
    return Optional.empty();
  }

  @Override
  public Optional<Version> versionAt(Revision commit) {
    return tagged.at(commit);
  }

  @Override
  public List<Version> versionsByCommit(String prefix) {
    return tagged.startingWith(prefix);
  }

  @Override
  public Commit commit(Revision id) {
    return from.objects().commit(id);
  }

  @Override
  public Commit commitOf(Version version) {
    return from.index().commitOf(entry(version).id(), () -> Snapshot.super.commitOf(version));
  }

  @Override
  public List<Artifact> filesAt(Revision commit) {
    return from.objects().files(commit);
  }

  @Override
  public MetricSet metrics(Version version) {
    return notes.metrics(noted(version));
  }

  @Override
  public Optional<MetricValue> metric(Version version, String name) {
    return notes.metric(noted(version), name);
  }

  @Override
  public Optional<String> description(Version version) {
    return notes.description(noted(version));
  }

  @Override
  public Optional<String> evaluations(Version version) {
    return notes.evaluations(noted(version));
  }

  @Override
  public List<TensorRecord> tensors(Version version) {
    return notes.tensors(noted(version));
  }

  /** The commit that notes on the version are on, looked for where there are notes. */
  private Supplier<Revision> noted(Version version) {
    RefEntry entry = entry(version);
    return () -> commit(version, entry);
  }

  @Override
  public Signature signature(Version version) {
    ModelVersion record = version(version);
    if (!record.signed()) {
      return new Signature.Absent();
    }
    return from.signer().check(SignedObject.ofTag(from.objects().raw(record.tag())), record.at());
  }

  @Override
  public Signature signatureBy(Actor by) {
    return from.signer().trial(by);
  }

  @Override
  public Signature signature(AuditEntry entry) {
    return from.signer().check(SignedObject.ofCommit(from.objects().raw(entry.id())), entry.at());
  }

  @Override
  public Optional<Tombstone> tombstone(Version version) {
    return tip(Refs.AUDIT).flatMap(tip -> from.index().tombstone(tip, version, this::audit));
  }

  @Override
  public Optional<AuditEntry> publication(Version version) {
    return tip(Refs.AUDIT)
        .flatMap(tip -> from.index().publication(tip, version, this::log))
        .map(id -> new AuditLog(from.repository().get()).entry(Ids.of(id)))
        .filter(entry -> !Snapshot.deletesVersion(entry));
  }

  @Override
  public Stream<AuditEntry> audit() {
    Optional<Revision> tip = tip(Refs.AUDIT);
    return tip.isEmpty()
        ? Stream.empty()
        : new AuditLog(from.repository().get()).from(tip.map(Ids::of));
  }

  @Override
  public Stream<AuditEntry> log() {
    return tip(Refs.AUDIT)
        .map(tip -> from.index().log(tip, () -> from.repository().get().newObjectReader()))
        .orElseGet(Stream::empty);
  }

  @Override
  public SortedMap<String, Revision> refs() {
    return table.without(Refs.AUDIT);
  }

  @Override
  public String byHand(RefMove move) {
    return from.byHand().apply(move);
  }
}
