package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ReleaseVersion.Outcome;
import dev.gitmodel.registry.ReleaseVersion.Request;
import dev.gitmodel.registry.ReleaseVersion.Result;
import dev.gitmodel.store.LocalCommits.Local;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What releasing a commit comes to on one state: {@code published} where it was done before; {@code
 * bumped} where one more commit must carry the number.
 */
record ReleasePlan(
    Snapshot now,
    Request request,
    Local local,
    Version version,
    Optional<ModelVersion> published,
    boolean bumped,
    References.Pinned sources) {

  static ReleasePlan of(Snapshot now, Request request, Local local, References.Pinned sources) {
    Optional<ModelVersion> there = already(now, request, local);
    if (there.isPresent()) {
      return new ReleasePlan(now, request, local, there.get().version(), there, false, sources);
    }
    requireName(local);
    Revision tip =
        Optional.ofNullable(now.branches().get(BranchName.MAIN))
            .orElseThrow(() -> notOnMain(now, request));
    if (!reaches(now, tip, local.version().commit())) {
      throw notOnMain(now, request);
    }
    Optional<Version> own = local.text().manifest().version().filter(v -> isFree(now, v));
    if (own.isPresent()) {
      return new ReleasePlan(now, request, local, own.get(), Optional.empty(), false, sources);
    }
    Version next = next(now, request, local);
    if (!tip.equals(local.version().commit())) {
      throw new RegistryException(
          Problem.CONFLICT,
          "main of " + now.model() + " has moved on from " + request.commit().revision(),
          "release what main is now: git pull, then git model release");
    }
    return new ReleasePlan(now, request, local, next, Optional.empty(), true, sources);
  }

  /** The version on the commit, or the one that its bump made right on top of it. */
  private static Optional<ModelVersion> already(Snapshot now, Request request, Local local) {
    Revision commit = local.version().commit();
    Optional<ModelVersion> on = now.versionAt(commit).map(now::version);
    if (on.isPresent() || request.bump().isEmpty()) {
      return on;
    }
    return now.lastVersionOn(BranchName.MAIN)
        .map(now::version)
        .filter(last -> last.parents().equals(List.of(commit)))
        .filter(last -> FileDiff.between(last.files(), local.version().files()).isNone());
  }

  private static void requireName(Local local) {
    String model = local.version().model().toString();
    local
        .text()
        .manifest()
        .text("name")
        .filter(name -> !name.equals(model) && !name.equals(local.version().model().name()))
        .ifPresent(
            name -> {
              throw RegistryException.invalid(
                  "model.yaml says name: "
                      + Printable.of(name)
                      + ", but this is a clone of "
                      + model,
                  "change the name in model.yaml");
            });
  }

  private static RegistryException notOnMain(Snapshot now, Request request) {
    return new RegistryException(
        Problem.REFUSED,
        request.commit().revision() + " is not on main of " + now.model() + " in the registry",
        "merge it, or where main lets you: git push origin HEAD:main");
  }

  /** Breadth first: what is released is near the tip. */
  private static boolean reaches(Snapshot now, Revision tip, Revision commit) {
    Deque<Revision> next = new ArrayDeque<>(List.of(tip));
    Set<Revision> seen = new HashSet<>(next);
    while (!next.isEmpty()) {
      Revision at = next.remove();
      if (at.equals(commit)) {
        return true;
      }
      now.commit(at).parents().stream().filter(seen::add).forEach(next::add);
    }
    return false;
  }

  private static boolean isFree(Snapshot now, Version version) {
    return !Numbers.isTaken(now, version);
  }

  private static Version next(Snapshot now, Request request, Local local) {
    Manifest manifest = local.text().manifest();
    if (request.bump().isEmpty()) {
      manifest.version().ifPresent(version -> Numbers.requireNoneGone(now, version));
      throw manifest
          .version()
          .map(
              taken ->
                  new RegistryException(
                      Problem.EXISTS,
                      now.model() + " " + taken + " is published already, from another commit",
                      "write the next number into model.yaml, or: git model release --bump patch"))
          .orElseGet(
              () ->
                  RegistryException.invalid(
                      "model.yaml of " + request.commit().revision() + " says no version",
                      "write one there, or: git model release --bump patch"));
    }
    return NextVersion.choose(
        now, BranchName.MAIN, new Numbering.Next(request.bump().get()), manifest);
  }

  private PushVersion.Request facts() {
    return new PushVersion.Request(
        request.by(),
        now.model(),
        new Draft(local.text(), Map.of(), List.of()),
        new Numbering.Exactly(version),
        BranchName.MAIN,
        Optional.empty(),
        request.aliases(),
        request.metrics(),
        Optional.empty(),
        request.signing());
  }

  Result already() {
    ModelVersion there = published.orElseThrow();
    return new Result(
        now.model(),
        version,
        there.digest(),
        Optional.of(there.commit()),
        Outcome.ALREADY_RELEASED);
  }

  /** Metrics and aliases of a version that is there; empty where they are so already. */
  Optional<ChangeSet> amendment() {
    Facts facts = Facts.ofOld(now, facts(), version);
    return facts.isNone() ? Optional.empty() : Optional.of(facts.alone());
  }

  private ManifestText manifest() {
    return bumped ? local.text().completed(version, Map.of()) : local.text();
  }

  /** The version's files; {@code store} keeps the {@code model.yaml} of a bump. */
  List<Artifact> files(Function<ManifestText, Artifact> store) {
    if (!bumped) {
      return local.version().files();
    }
    List<Artifact> files = new ArrayList<>(local.version().files());
    files.removeIf(file -> file.path().equals(Manifest.FILE));
    files.add(store.apply(manifest()));
    files.sort(Artifact.BY_PATH_BYTES);
    return files;
  }

  Result result(List<Artifact> files) {
    return new Result(
        now.model(),
        version,
        Digest.ofListing(files),
        bumped ? Optional.empty() : Optional.of(local.version().commit()),
        bumped ? Outcome.BUMPED : Outcome.RELEASED);
  }

  ChangeSet changes(List<Artifact> files, List<TensorRecord> tensors) {
    Facts facts = Facts.ofNew(now, facts(), version);
    List<Change> changes = new ArrayList<>();
    changes.add(tag(files));
    if (!tensors.isEmpty()) {
      changes.add(new Change.SetTensors(version, tensors));
    }
    changes.addAll(facts.changes());
    Event event =
        new Event(Operation.VERSION_PUBLISH, "release " + version + " on " + BranchName.MAIN)
            .trailer("Version", version)
            .trailer("Digest", Digest.ofListing(files))
            .trailer("Branch", BranchName.MAIN);
    Optional<ModelVersion> previous = now.lastVersionAt(local.version().commit()).map(now::version);
    PublishEvent.describe(event, previous, manifest().manifest(), files);
    return new ChangeSet(changes, facts.describe(event).finished());
  }

  private Change tag(List<Artifact> files) {
    VersionTexts texts = new VersionTexts(now.model(), version, manifest().manifest());
    String message = texts.tag(Digest.ofListing(files));
    boolean sign = request.signing() == Signing.SIGNED;
    if (!bumped) {
      return new Change.Release(version, local.version().commit(), files, message, sign);
    }
    var origin = new VersionTexts.Origin(Optional.empty(), Optional.empty(), sources);
    return new Change.Publish(
        version,
        BranchName.MAIN,
        Optional.empty(),
        Optional.empty(),
        files,
        texts.commit(Optional.empty(), origin),
        message,
        sign);
  }
}
