package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Bump;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What promoting an experiment comes to on one state; {@code already} is the release on main that
 * holds the experiment's version, where no number was asked for.
 */
record Promotion(
    Snapshot now,
    PromoteExperiment.Request request,
    Experiment experiment,
    ModelVersion from,
    Version release,
    Optional<ModelVersion> already) {

  static Promotion of(Snapshot now, PromoteExperiment.Request request) {
    Experiment experiment = ExperimentLog.read(now, request.name());
    ModelVersion from = now.version(lastVersion(now, experiment));
    Optional<ModelVersion> already =
        request.numbering() instanceof Numbering.Usual
            ? now.lastVersionOn(BranchName.MAIN)
                .map(now::version)
                .filter(release -> sameButVersion(release, from))
            : Optional.empty();
    Version release =
        already.map(ModelVersion::version).orElseGet(() -> number(now, request, from));
    return new Promotion(now, request, experiment, from, release, already);
  }

  private static Version lastVersion(Snapshot now, Experiment experiment) {
    return now.lastVersionOn(experiment.branch())
        .filter(experiment.versions()::contains)
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    "the experiment "
                        + experiment.name()
                        + " of "
                        + now.model()
                        + " has no version of its own to promote",
                    "publish one with: git model push . --experiment " + experiment.name()));
  }

  private static boolean sameButVersion(ModelVersion release, ModelVersion from) {
    Map<String, String> there = release.manifest().flat();
    Map<String, String> here = from.manifest().flat();
    there.remove("version");
    here.remove("version");
    return there.equals(here) && FileDiff.between(release.files(), from.files()).isNone();
  }

  private static Version number(
      Snapshot now, PromoteExperiment.Request request, ModelVersion from) {
    boolean first =
        request.numbering() instanceof Numbering.Usual
            && now.lastVersionOn(BranchName.MAIN).isEmpty();
    // Without a release on main the pre-release leads to its own: 0.1.0-x.2 to 0.1.0.
    Version release =
        first
            ? from.version().next(Bump.PATCH)
            : NextVersion.choose(now, BranchName.MAIN, request.numbering(), Manifest.EMPTY);
    if (!release.isRelease()) {
      throw RegistryException.invalid(
          release + " is a pre-release, and a promoted experiment becomes a release",
          "name a version without -" + request.name() + ", or leave --version out");
    }
    requireFree(now, release);
    return release;
  }

  private static void requireFree(Snapshot now, Version release) {
    Numbers.requireNoneGone(now, release);
    if (now.versions().contains(release)) {
      throw new RegistryException(
          Problem.EXISTS,
          now.model() + " " + release + " is already published",
          "promote to the next one with: --bump minor");
    }
  }

  ManifestText manifest() {
    return now.manifestText(from.version()).completed(release, Map.of());
  }

  List<Artifact> files(Artifact manifest) {
    List<Artifact> files = new ArrayList<>(from.files());
    files.removeIf(file -> file.path().equals(Manifest.FILE));
    files.add(manifest);
    files.sort(Artifact.BY_PATH_BYTES);
    return files;
  }

  PromoteExperiment.Result result(Digest digest) {
    return new PromoteExperiment.Result(
        now.model(),
        experiment.name(),
        from.version(),
        release,
        digest,
        already.isPresent() ? 0 : experiment.mainMoves());
  }

  ChangeSet changes(Artifact manifestFile, References.Pinned sources) {
    List<Change> changes = new ArrayList<>();
    changes.add(publish(files(manifestFile), sources));
    List<TensorRecord> tensors = now.tensors(from.version());
    if (!tensors.isEmpty()) {
      changes.add(new Change.SetTensors(release, tensors));
    }
    MetricSet metrics = now.metrics(from.version());
    if (!metrics.isEmpty()) {
      changes.add(new Change.SetMetrics(release, metrics));
    }
    Digest digest = Digest.ofListing(files(manifestFile));
    Event event =
        new Event(
                Operation.EXPERIMENT_PROMOTE,
                "experiment " + experiment.name() + ": " + from.version() + " -> " + release)
            .trailer("Experiment", experiment.name())
            .trailer("Version", release)
            .trailer("From", from.version())
            .trailer("Digest", digest)
            .trailer("Branch", BranchName.MAIN);
    Optional<ModelVersion> previous = now.lastVersionOn(BranchName.MAIN).map(now::version);
    PublishEvent.describe(event, previous, manifest().manifest(), files(manifestFile));
    event.change("metrics", Map.of(), new MetricChange(MetricSet.EMPTY, metrics).is());
    return new ChangeSet(changes, event.because(request.reason()));
  }

  /** The first parent is main, so main's own line stays the one that stock git follows. */
  private Change.Publish publish(List<Artifact> files, References.Pinned sources) {
    VersionTexts texts = new VersionTexts(now.model(), release, manifest().manifest());
    VersionTexts.Origin origin =
        new VersionTexts.Origin(Optional.of(experiment.name().text()), Optional.empty(), sources);

    return new Change.Publish(
        release,
        BranchName.MAIN,
        Optional.empty(),
        Optional.of(experiment.tip()),
        files,
        texts.commit(request.message(), origin),
        texts.tag(Digest.ofListing(files)),
        request.signing() == Signing.SIGNED);
  }
}
