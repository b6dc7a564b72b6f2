package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a push comes to on one state: the version that is there already, or the one to write. Pure,
 * so it is decided again in the turn. {@code others} are the files but {@code model.yaml}.
 */
record PushPlan(
    Snapshot now,
    PushVersion.Request request,
    Version version,
    ManifestText manifest,
    List<Artifact> others,
    Optional<ModelVersion> published) {

  /** Decides, once the content is known. */
  static PushPlan of(Snapshot now, PushVersion.Request request, List<Artifact> others) {
    PushTarget target = PushTarget.of(now, request);
    Optional<ModelVersion> same =
        target.unchanged().filter(last -> sameButVersion(now, request, last, others));
    Version version = same.map(ModelVersion::version).orElse(target.version());
    ManifestText manifest = PushTarget.manifest(now, request, version);
    PushPlan plan =
        new PushPlan(now, request, version, manifest, others, same.or(target::published));
    if (same.isEmpty()) {
      plan.published().ifPresent(plan::requireSame);
    }
    return plan;
  }

  private static boolean sameButVersion(
      Snapshot now, PushVersion.Request request, ModelVersion last, List<Artifact> others) {
    String asPublished = now.manifestText(last.version()).text();
    String asPushed = PushTarget.manifest(now, request, last.version()).text();
    return FileDiff.between(last.files(), others).isNone()
        && withoutVersion(asPublished).equals(withoutVersion(asPushed));
  }

  private static String withoutVersion(String manifest) {
    return manifest.replaceFirst("(?m)^version:.*(\\n|\\z)", "").stripTrailing();
  }

  private void requireSame(ModelVersion there) {
    if (!there.digest().equals(digest())) {
      throw taken(there, FileDiff.between(there.files(), others));
    }
  }

  static RegistryException taken(ModelVersion there, FileDiff diff) {
    return new RegistryException(
        Problem.EXISTS,
        there.model()
            + " "
            + there.version()
            + " is already published with other content: "
            + diff.said(),
        "publish the next one with: git model push . --bump minor");
  }

  /** The version's digest; where {@code model.yaml} is stored makes no difference to it. */
  Digest digest() {
    byte[] bytes = manifest.bytes();
    return Digest.ofListing(
        files(
            new Artifact(Manifest.FILE, bytes.length, Digest.of(bytes), false, Optional.empty())));
  }

  List<Artifact> files(Artifact manifestFile) {
    List<Artifact> files = new ArrayList<>(others);
    files.add(manifestFile);
    files.sort(Artifact.BY_PATH_BYTES);
    return files;
  }

  /** Metrics and aliases of a version that is there; empty where they are so already. */
  Optional<ChangeSet> amendment() {
    Facts facts = Facts.ofOld(now, request, version);
    return facts.isNone() ? Optional.empty() : Optional.of(facts.alone());
  }

  /** The version, its metrics and its aliases, as one set. */
  ChangeSet publication(
      Artifact manifestFile, References.Pinned sources, List<TensorRecord> tensors) {
    List<Artifact> files = files(manifestFile);
    BranchName branch = request.branch();
    boolean begins = !now.branches().containsKey(branch);
    Optional<Version> last = NextVersion.last(now, branch);
    VersionTexts texts = new VersionTexts(now.model(), version, manifest.manifest());
    VersionTexts.Origin origin =
        new VersionTexts.Origin(branch.experiment().map(Object::toString), request.run(), sources);
    Facts facts = Facts.ofNew(now, request, version);
    List<Change> changes = new ArrayList<>();
    changes.add(
        new Change.Publish(
            version,
            branch,
            begins ? mainTip() : Optional.empty(),
            Optional.empty(),
            files,
            texts.commit(request.message(), origin),
            texts.tag(Digest.ofListing(files)),
            request.signing() == Signing.SIGNED));
    if (!tensors.isEmpty()) {
      changes.add(new Change.SetTensors(version, tensors));
    }
    changes.addAll(facts.changes());
    Event event =
        new Event(Operation.VERSION_PUBLISH, "publish " + version + " on " + branch)
            .trailer("Version", version)
            .trailer("Digest", Digest.ofListing(files))
            .trailer("Branch", branch);
    if (begins) {
      last.ifPresent(base -> event.trailer(ExperimentLog.BASE, base));
    }
    PublishEvent.describe(event, last.map(now::version), manifest.manifest(), files);
    return new ChangeSet(changes, facts.describe(event).finished());
  }

  private Optional<Revision> mainTip() {
    return Optional.ofNullable(now.branches().get(BranchName.MAIN));
  }
}
