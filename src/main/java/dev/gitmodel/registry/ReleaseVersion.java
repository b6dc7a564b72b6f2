package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Bump;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.LocalCommits.Local;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.WeightsHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a commit that a review brought to main a version, by a tag on it; released again it is
 * success. Nothing is uploaded: the commit and its weights are in the registry, or it is refused.
 */
public final class ReleaseVersion {
  /**
   * Release {@code commit}, with the aliases and metrics given. Where its number is another
   * version's, or it has none, {@code bump} says which is next, and one more commit says so.
   */
  public record Request(
      Actor by,
      Subject.Here commit,
      Optional<Bump> bump,
      Set<AliasName> aliases,
      MetricSet metrics,
      Signing signing) {
    public Request {
      aliases = Set.copyOf(aliases);
    }
  }

  /** What became of the commit. */
  public enum Outcome {
    /** Its tag is new. */
    RELEASED,
    /** A commit with the next number follows it, and the tag is on that. */
    BUMPED,
    /** It was released before; aliases and metrics may be new. */
    ALREADY_RELEASED
  }

  /** The version; {@code commit} is empty in a dry run that would make one. */
  public record Result(
      ModelName model,
      Version version,
      Digest digest,
      Optional<Revision> commit,
      Outcome outcome) {}

  private final Ledger ledger;
  private final FindCommit commits;
  private final WeightsHeaders headers;

  public ReleaseVersion(Ledger ledger, FindCommit commits, WeightsHeaders headers) {
    this.ledger = ledger;
    this.commits = commits;
    this.headers = headers;
  }

  /** Releases it; {@code progress} is told the bytes of weights that had to be read. */
  public Done<Result> apply(Request request, Progress progress) {
    Local local = commits.read(request.commit());
    FileStore files = ledger.store().files(request.commit().model());
    requireFiles(files, local);
    List<TensorRecord> tensors = tensors(request, local, progress);
    Done<Result> done =
        ledger.write(
            request.commit().model(),
            request.by(),
            now -> decide(plan(now, request, local), tensors, text -> put(files, text)));
    Optional<Revision> made = done.receipt().flatMap(Receipt::commit);
    return done.map(
        r ->
            made.isEmpty() ? r : new Result(r.model(), r.version(), r.digest(), made, r.outcome()));
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    Local local = commits.read(request.commit());
    FileStore files = ledger.store().files(request.commit().model());
    requireFiles(files, local);
    return ledger.rehearse(
        request.commit().model(),
        now -> decide(plan(now, request, local), List.of(), text -> inspect(files, text)));
  }

  private ReleasePlan plan(Snapshot now, Request request, Local local) {
    var sources = References.Pinned.of(ledger.store(), local.version().manifest());
    return ReleasePlan.of(now, request, local, sources);
  }

  private static Artifact put(FileStore files, ManifestText text) {
    return Upload.empty(files).put(text).files().get(0);
  }

  private static Artifact inspect(FileStore files, ManifestText text) {
    return Upload.empty(files).inspect(text);
  }

  private static void requireFiles(FileStore files, Local local) {
    List<Artifact> large = local.version().files().stream().filter(Artifact::isLfs).toList();
    List<String> missing = files.lacks(large).stream().map(file -> file.path().text()).toList();
    if (!missing.isEmpty()) {
      throw new RegistryException(
          Problem.REFUSED,
          "the registry does not have the large file "
              + missing.get(0)
              + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more"),
          "send them from a clone that has them: git lfs push --all origin");
    }
  }

  private static Done<Result> decide(
      ReleasePlan plan, List<TensorRecord> tensors, Function<ManifestText, Artifact> store) {
    if (plan.published().isPresent()) {
      return new Done<>(plan.already(), plan.amendment(), Optional.empty());
    }
    List<Artifact> files = plan.files(store);
    return Done.with(plan.result(files), plan.changes(files, tensors));
  }

  /**
   * What is known of weights that earlier versions had, and what those that are in the clone say.
   * Others stay unknown until somebody compares them.
   */
  private List<TensorRecord> tensors(Request request, Local local, Progress progress) {
    Snapshot now = ledger.store().look(request.commit().model());
    List<TensorRecord> known = new ArrayList<>(local.tensors());
    now.lastVersionOn(BranchName.MAIN).ifPresent(v -> known.addAll(now.tensors(v)));
    ContentReading reading = new ContentReading(local.files(), headers, progress);
    List<TensorRecord> all = new ArrayList<>();
    for (Artifact file : local.version().files()) {
      Optional<TensorRecord> record =
          known.stream().filter(r -> r.weights().equals(file.digest())).findFirst();
      if (record.isEmpty() && ContentReading.isWeights(file) && local.files().has(file)) {
        ContentReading.Content content = reading.read(file);
        record = content.tensors().filter(r -> r.weights().equals(file.digest()));
      }
      record.filter(r -> !all.contains(r)).ifPresent(all::add);
    }
    return all;
  }
}
