package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Publishes one version of a model; the same content under the same version again is success. */
public final class PushVersion {
  /**
   * Publish {@code draft} on {@code branch} (main, or {@link BranchName#experiment}), with the
   * aliases and metrics given. {@code message} stands in the commit in place of the summary; {@code
   * run} is the training run that made it.
   */
  public record Request(
      Actor by,
      ModelName model,
      Draft draft,
      Numbering numbering,
      BranchName branch,
      Optional<String> message,
      Set<AliasName> aliases,
      MetricSet metrics,
      Optional<String> run,
      Signing signing) {
    public Request {
      aliases = Set.copyOf(aliases);
      message = message.map(m -> Texts.lines("a message", m)).filter(m -> !m.isEmpty());
    }
  }

  /** What of it was new. */
  public enum Outcome {
    /** The version, and the model too. */
    PUBLISHED_FIRST,
    /** The version. */
    PUBLISHED,
    /** Nothing but, where {@link Done#changes} has some, aliases and metrics. */
    ALREADY_PUBLISHED
  }

  /**
   * The version as it is published. {@code commit} is empty in a dry run of a new version; {@code
   * newBytes} is what the store did not have, and of one published already had lost.
   */
  public record Result(
      ModelName model,
      Version version,
      BranchName branch,
      Digest digest,
      Optional<Revision> commit,
      List<Artifact> files,
      long newBytes,
      Outcome outcome) {
    private Result at(Revision made, Outcome how) {
      return new Result(model, version, branch, digest, Optional.of(made), files, newBytes, how);
    }
  }

  private final Ledger ledger;

  public PushVersion(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Publishes it; {@code progress} is told the bytes of the files. */
  public Done<Result> apply(Request request, Progress progress) {
    Snapshot first = look(request.model());
    PushTarget target = PushTarget.of(first, request);
    target.refuseEarly(first, request);
    Outcome outcome = create(request);
    FileStore files = ledger.store().files(request.model());
    List<SourceFile> sources = request.draft().files();
    Upload upload =
        target.published().isPresent()
            ? Upload.hashed(files, sources, progress)
            : Upload.stored(files, sources, similar(first, request), progress);
    References.Pinned named = named(request);
    Done<Result> done =
        ledger.write(request.model(), request.by(), now -> record(now, request, upload, named));
    Optional<Revision> commit = done.receipt().flatMap(Receipt::commit);
    return done.map(result -> commit.map(c -> result.at(c, outcome)).orElse(result));
  }

  /** What {@link #apply} would do now; the files are hashed, and stored nowhere. */
  public Done<Result> plan(Request request, Progress progress) {
    Snapshot now = look(request.model());
    PushTarget.of(now, request).refuseEarly(now, request);
    Upload upload =
        Upload.hashed(ledger.store().files(request.model()), request.draft().files(), progress);
    PushPlan plan = PushPlan.of(now, request, upload.files());
    if (plan.published().isPresent()) {
      return already(plan, plan.published().get(), upload.missing());
    }
    Artifact manifest = upload.inspect(plan.manifest());
    boolean there = ledger.store().exists(request.model());
    long newBytes = (there ? upload.missing() : upload.all()) + manifest.size();
    Outcome outcome = there ? Outcome.PUBLISHED : Outcome.PUBLISHED_FIRST;
    return Done.with(
        result(plan, plan.files(manifest), newBytes, outcome),
        plan.publication(manifest, named(request), List.of()));
  }

  private Snapshot look(ModelName model) {
    ModelStore store = ledger.store();
    return store.exists(model)
        ? store.look(model)
        : new NewModel(model, store.policy(), store::signatureBy);
  }

  private References.Pinned named(Request request) {
    return References.Pinned.of(ledger.store(), request.draft().manifest().manifest());
  }

  /** Makes the model where it is not there; somebody may be faster, and that is as good. */
  private Outcome create(Request request) {
    if (ledger.store().exists(request.model())) {
      return Outcome.PUBLISHED;
    }
    String kind = request.draft().manifest().manifest().kind();
    CreateModel.Request creation = new CreateModel.Request(request.by(), request.model(), kind);
    try {
      ledger.create(request.model(), request.by(), CreateModel.decide(creation));
      return Outcome.PUBLISHED_FIRST;
    } catch (RegistryException e) {
      if (e.problem() != Problem.EXISTS) {
        throw e;
      }
      return Outcome.PUBLISHED;
    }
  }

  private static List<Artifact> similar(Snapshot now, Request request) {
    return NextVersion.last(now, request.branch())
        .map(last -> now.version(last).files())
        .orElse(List.of());
  }

  /** Inside the turn: all that is decided here holds when it is written. */
  private static Done<Result> record(
      Snapshot now, Request request, Upload upload, References.Pinned named) {
    PushPlan plan = PushPlan.of(now, request, upload.files());
    if (plan.published().isPresent()) {
      return already(plan, plan.published().get(), upload.newBytes() + upload.restore());
    }
    upload.restore();
    FileStore.Stored manifest = upload.put(plan.manifest());
    Artifact file = manifest.files().get(0);
    long newBytes = upload.newBytes() + manifest.newBytes();
    return Done.with(
        result(plan, plan.files(file), newBytes, Outcome.PUBLISHED),
        plan.publication(file, named, upload.stored().tensors()));
  }

  private static Done<Result> already(PushPlan plan, ModelVersion there, long newBytes) {
    Result result =
        new Result(
            there.model(),
            there.version(),
            plan.request().branch(),
            there.digest(),
            Optional.of(there.commit()),
            there.files(),
            newBytes,
            Outcome.ALREADY_PUBLISHED);
    return new Done<>(result, plan.amendment(), Optional.empty());
  }

  private static Result result(
      PushPlan plan, List<Artifact> files, long newBytes, Outcome outcome) {
    return new Result(
        plan.now().model(),
        plan.version(),
        plan.request().branch(),
        Digest.ofListing(files),
        Optional.empty(),
        files,
        newBytes,
        outcome);
  }
}
