package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.registry.VersionRecord;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** A version's record in its documented JSON shape. */
record VersionJson(
    String reference,
    String model,
    String version,
    String commit,
    String tag,
    String digest,
    Optional<String> description,
    Map<String, Object> manifest,
    List<File> files,
    long size,
    SortedSet<AliasName> aliases,
    MetricSet metrics,
    Optional<String> evaluations,
    List<VersionRecord.Parent> parents,
    Instant created,
    Actor by,
    String signature,
    Optional<Tombstone> retired,
    List<Finding> unreadable) {
  /** One file. */
  record File(String path, long size, String digest, boolean lfs) {
    static File of(Artifact file) {
      return new File(file.path().text(), file.size(), file.digest().toString(), file.isLfs());
    }
  }

  static VersionJson of(VersionRecord r) {
    ModelVersion v = r.version();
    return new VersionJson(
        v.reference().toString(),
        v.model().toString(),
        v.version().toString(),
        v.commit().hex(),
        v.tag().hex(),
        v.digest().toString(),
        r.description(),
        v.manifest().fields(),
        v.files().stream().map(File::of).toList(),
        v.size(),
        r.aliases(),
        r.metrics(),
        r.evaluations(),
        r.parents(),
        v.at(),
        v.by(),
        signature(r.signature()),
        r.retired(),
        r.unreadable());
  }

  /** {@code none}, {@code good: <signer>} or {@code bad: <reason>}. */
  static String signature(Signature signature) {
    if (signature instanceof Signature.Good good) {
      return "good: " + good.signer();
    }
    return signature instanceof Signature.Bad bad ? "bad: " + bad.reason() : "none";
  }
}
