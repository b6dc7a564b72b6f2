package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * One consistent state of a model; each question reads only what it needs. Questions about a
 * version that is not there are NOT_FOUND.
 */
public interface Snapshot {
  /** Where the tags of versions are. */
  String TAGS = "refs/tags/";

  ModelName model();

  /** The registry's policy, as it is at the time of the snapshot. */
  Policy policy();

  /** All versions, lowest first. */
  SortedSet<Version> versions();

  /**
   * Tags that are named like versions and are none, each with what it is and how it is removed:
   * stock git makes such. No other answer counts them.
   */
  default SortedMap<Version, Finding> strays() {
    return Collections.emptySortedMap();
  }

  /**
   * As one of {@link #strays}, which it may not be among: its objects are looked into, as is too
   * much for every version of a list.
   */
  default Optional<Finding> stray(Version version) {
    return Optional.ofNullable(strays().get(version));
  }

  /** The version's whole record. */
  ModelVersion version(Version version);

  /** The version's manifest as it was written. */
  ManifestText manifestText(Version version);

  SortedMap<AliasName, Version> aliases();

  /**
   * By their names, aliases that are on no version and refs that can't be read, each with what it
   * is and how it is mended. No other answer counts them.
   */
  default SortedMap<String, Finding> damagedRefs() {
    return Collections.emptySortedMap();
  }

  /**
   * As {@link #damagedRefs}, and besides them the log and the notes where they are on no commit:
   * their objects are looked into, as is too much for every answer.
   */
  default SortedMap<String, Finding> unsoundRefs() {
    return damagedRefs();
  }

  /** Branches and their tips. */
  SortedMap<BranchName, Revision> branches();

  /** The nearest version at or before the branch's tip, along first parents. */
  Optional<Version> lastVersionOn(BranchName branch);

  /** The nearest version at or before the commit, along first parents. */
  Optional<Version> lastVersionAt(Revision commit);

  /** The version whose tag is on this commit. */
  Optional<Version> versionAt(Revision commit);

  /** Versions of commits whose id starts so. */
  List<Version> versionsByCommit(String prefix);

  /** Versions whose digest starts so. */
  default List<Version> versionsByDigest(String prefix) {
    return versions().stream().filter(v -> version(v).digest().hex().startsWith(prefix)).toList();
  }

  /** A commit of the history, whether a version or not; CORRUPT where it is missing. */
  Commit commit(Revision id);

  /** The commit of a version; CORRUPT where it is missing. Asked for again it is read sooner. */
  default Commit commitOf(Version version) {
    return commit(version(version).commit());
  }

  /** Files of the branch's tip, which may be no version. */
  List<Artifact> filesAt(Revision commit);

  MetricSet metrics(Version version);

  /** One of the metrics; of very many versions it is read sooner than all metrics are. */
  default Optional<MetricValue> metric(Version version, String name) {
    return metrics(version).get(name);
  }

  /** A part of the record; of very many versions it is read sooner than the records are. */
  default VersionBrief brief(Version version) {
    return VersionBrief.of(version(version));
  }

  /** A part of the record and of its commit; of very many versions it is read sooner. */
  default VersionOrigin origin(Version version) {
    ModelVersion found = version(version);
    return VersionOrigin.of(found, commit(found.commit()));
  }

  /** The fields of the manifest without their values; of very many versions it is read sooner. */
  default ManifestPrint manifestPrint(Version version) {
    return ManifestPrint.of(version(version).manifest());
  }

  /** The description edited after publishing; else the manifest's is what describes it. */
  Optional<String> description(Version version);

  /** The evaluation reports recorded for the version, as written. */
  Optional<String> evaluations(Version version);

  /** What was kept of the tensors of the version's files; empty where nothing was. */
  List<TensorRecord> tensors(Version version);

  Signature signature(Version version);

  /** As {@link ModelStore#signatureBy}: of a version that is about to be signed. */
  Signature signatureBy(Actor by);

  Optional<Tombstone> tombstone(Version version);

  /**
   * The newest audit entry about the version's tag; empty where there is none, or it deletes the
   * version. Of one whose tag is gone it says that the number is taken.
   */
  default Optional<AuditEntry> publication(Version version) {
    try (Stream<AuditEntry> log = log()) {
      return log.filter(entry -> entry.move(TAGS + version.tag()).isPresent())
          .findFirst()
          .filter(entry -> !deletesVersion(entry));
    }
  }

  /** True for the one way by which a version's tag may go. */
  static boolean deletesVersion(AuditEntry entry) {
    return entry.operation().equals(Operation.VERSION_DELETE.text());
  }

  /** The audit log, newest first; to be closed. */
  Stream<AuditEntry> audit();

  /**
   * As {@link #audit}, but not necessarily read from its objects: of a very long one it is read
   * sooner. It proves nothing about them.
   */
  default Stream<AuditEntry> log() {
    return audit();
  }

  /** What to tell where there are versions and no log: nothing is known of what was before. */
  static RegistryException unlogged(ModelName model) {
    return new RegistryException(
        Problem.CORRUPT, model + " has no audit log", "git model audit verify " + model);
  }

  /** What the model was made as, by its first entry: model, dataset or adapter. */
  default String madeAs() {
    try (Stream<AuditEntry> log = audit()) {
      return log.reduce((newer, older) -> older)
          .flatMap(first -> first.trailer(AuditEntry.KIND))
          .filter(Manifest.KINDS::contains)
          .orElse(Manifest.USUAL_KIND);
    }
  }

  /** The signature of an entry's commit. */
  Signature signature(AuditEntry entry);

  /** Every ref but the audit log's own, by its full name. */
  SortedMap<String, Revision> refs();

  /** How a person makes that move by stock git, past the audit log, as a line to paste. */
  String byHand(RefMove move);
}
