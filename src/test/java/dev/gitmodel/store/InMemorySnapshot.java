package dev.gitmodel.store;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.codec.TensorsCodec;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One state of an in-memory model; later changes make another state and leave this one alone. */
record InMemorySnapshot(InMemoryModel in, InMemoryModel.State state, Policy policy)
    implements Snapshot {
  @Override
  public ModelName model() {
    return in.name;
  }

  @Override
  public SortedSet<Version> versions() {
    return named(Refs.TAGS).keySet().stream()
        .map(Version::tryParse)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedMap<String, Revision> named(String prefix) {
    SortedMap<String, Revision> named = new TreeMap<>();
    state
        .refs()
        .forEach(
            (ref, id) -> {
              if (ref.startsWith(prefix)) {
                named.put(ref.substring(prefix.length()), id);
              }
            });
    return named;
  }

  private Revision tagId(Version version) {
    return Optional.ofNullable(state.refs().get(Refs.of(version)))
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    model() + " has no version " + version, "git model versions " + model()));
  }

  private InMemoryObject.Tag tag(Revision id) {
    return in.find(id, InMemoryObject.Tag.class)
        .orElseThrow(
            () ->
                new RegistryException(
                    Problem.CORRUPT, id + " of " + model() + " is no tag", "git model doctor"));
  }

  private InMemoryObject.Tag tag(Version version) {
    return tag(tagId(version));
  }

  @Override
  public ModelVersion version(Version version) {
    InMemoryObject.Tag tag = tag(version);
    InMemoryObject.Commit commit = in.commit(tag.commit());
    return new ModelVersion(
        model(),
        version,
        tag.commit(),
        tagId(version),
        Digest.ofListing(commit.files()),
        manifestText(version).manifest(),
        commit.files(),
        commit.parents(),
        commit.by(),
        commit.at(),
        tag.signed());
  }

  @Override
  public ManifestText manifestText(Version version) {
    return in.commit(tag(version).commit()).files().stream()
        .filter(f -> f.path().equals(Manifest.FILE))
        .map(f -> ManifestCodec.stored(in.files.bytes(f)))
        .findFirst()
        .orElse(ManifestText.NONE);
  }

  @Override
  public SortedMap<AliasName, Version> aliases() {
    SortedMap<AliasName, Version> aliases = new TreeMap<>();
    named(Refs.ALIASES).forEach((name, id) -> aliases.put(new AliasName(name), tag(id).version()));
    return aliases;
  }

  @Override
  public SortedMap<BranchName, Revision> branches() {
    SortedMap<BranchName, Revision> branches = new TreeMap<>();
    named(Refs.HEADS)
        .forEach((name, tip) -> BranchName.tryParse(name).ifPresent(b -> branches.put(b, tip)));
    return branches;
  }

  @Override
  public Optional<Version> lastVersionOn(BranchName branch) {
    return Optional.ofNullable(state.refs().get(Refs.of(branch))).flatMap(this::lastVersionAt);
  }

  @Override
  public Optional<Version> lastVersionAt(Revision commit) {
    Optional<Revision> at = Optional.of(commit);
    while (at.isPresent()) {
      Optional<Version> version = versionAt(at.get());
      if (version.isPresent()) {
        return version;
      }
      at = in.commit(at.get()).parents().stream().findFirst();
    }
    return Optional.empty();
  }

  @Override
  public Optional<Version> versionAt(Revision commit) {
    return versions().stream().filter(v -> tag(v).commit().equals(commit)).findFirst();
  }

  @Override
  public List<Version> versionsByCommit(String prefix) {
    return versions().stream().filter(v -> tag(v).commit().hex().startsWith(prefix)).toList();
  }

  @Override
  public Commit commit(Revision id) {
    InMemoryObject.Commit commit =
        in.find(id, InMemoryObject.Commit.class)
            .orElseThrow(
                () ->
                    new RegistryException(
                        Problem.CORRUPT,
                        "the commit " + id.abbreviated() + " of " + model() + " is missing",
                        "git model doctor " + model()));
    return new Commit(id, commit.parents(), commit.message());
  }

  @Override
  public List<Artifact> filesAt(Revision commit) {
    return in.commit(commit).files();
  }

  @Override
  public MetricSet metrics(Version version) {
    String commit = tag(version).commit().hex();
    return Optional.ofNullable(state.refs().get(Refs.METRICS))
        .flatMap(id -> in.find(id, InMemoryObject.MetricNotes.class))
        .map(notes -> notes.byCommit().getOrDefault(commit, MetricSet.EMPTY))
        .orElse(MetricSet.EMPTY);
  }

  @Override
  public Optional<String> description(Version version) {
    return note(Refs.DESCRIPTION, version);
  }

  @Override
  public Optional<String> evaluations(Version version) {
    return note(Refs.EVALUATIONS, version);
  }

  @Override
  public List<TensorRecord> tensors(Version version) {
    return note(Refs.TENSORS, version).map(TensorsCodec::read).orElse(List.of());
  }

  private Optional<String> note(String ref, Version version) {
    String commit = tag(version).commit().hex();
    return Optional.ofNullable(state.refs().get(ref))
        .flatMap(id -> in.find(id, InMemoryObject.TextNotes.class))
        .flatMap(notes -> Optional.ofNullable(notes.byCommit().get(commit)));
  }

  @Override
  public Signature signature(Version version) {
    InMemoryObject.Tag tag = tag(version);
    return tag.signed() ? new Signature.Good(tag.by().email()) : new Signature.Absent();
  }

  @Override
  public Optional<Tombstone> tombstone(Version version) {
    return audit()
        .filter(e -> e.operation().equals("version.delete"))
        .filter(e -> e.version().equals(Optional.of(version)))
        .map(e -> new Tombstone(version, e.id(), e.by(), e.at(), e.reason()))
        .findFirst();
  }

  @Override
  public Stream<AuditEntry> audit() {
    return InMemoryModel.entries(state.log()).map(InMemoryModel.Logged::entry);
  }

  @Override
  public Signature signatureBy(Actor by) {
    return new Signature.Good(by.email());
  }

  @Override
  public Signature signature(AuditEntry entry) {
    return InMemoryModel.entries(state.log())
            .filter(logged -> logged.entry().id().equals(entry.id()))
            .anyMatch(InMemoryModel.Logged::signed)
        ? new Signature.Good(entry.by().email())
        : new Signature.Absent();
  }

  @Override
  public SortedMap<String, Revision> refs() {
    return state.refs();
  }

  @Override
  public String byHand(RefMove move) {
    return "git update-ref " + move.ref() + " " + move.to();
  }
}
