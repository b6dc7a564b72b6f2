package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Snapshot;
import java.util.Optional;
import java.util.function.Function;

/** Makes an experiment's last version a release on main, by a merge that keeps both histories. */
public final class PromoteExperiment {
  /** Promote {@code name}; {@code message} stands in the commit in place of the summary. */
  public record Request(
      Actor by,
      ModelName model,
      ExperimentName name,
      Numbering numbering,
      Optional<String> message,
      Optional<String> reason,
      Signing signing) {
    public Request {
      message = message.map(m -> Texts.lines("a message", m)).filter(m -> !m.isEmpty());
    }
  }

  /**
   * The release and the experiment's version it was made of. {@code mainMoves} above 0 warns that
   * main moved that often since the experiment began, and the release does not hold what came.
   */
  public record Result(
      ModelName model,
      ExperimentName name,
      Version from,
      Version release,
      Digest digest,
      int mainMoves) {}

  private final Ledger ledger;

  public PromoteExperiment(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Promotes it; the experiment's branch stays. */
  public Done<Result> apply(Request request) {
    FileStore files = ledger.store().files(request.model());
    return ledger.write(
        request.model(), request.by(), now -> decide(now, request, text -> put(files, text)));
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    FileStore files = ledger.store().files(request.model());
    return ledger.rehearse(
        request.model(), now -> decide(now, request, text -> inspect(files, text)));
  }

  private static Artifact put(FileStore files, ManifestText text) {
    return Upload.empty(files).put(text).files().get(0);
  }

  private static Artifact inspect(FileStore files, ManifestText text) {
    return Upload.empty(files).inspect(text);
  }

  private Done<Result> decide(
      Snapshot now, Request request, Function<ManifestText, Artifact> store) {
    Promotion promotion = Promotion.of(now, request);
    if (promotion.already().isPresent()) {
      return Done.already(promotion.result(promotion.already().get().digest()));
    }
    Artifact manifest = store.apply(promotion.manifest());
    var sources = References.Pinned.of(ledger.store(), promotion.manifest().manifest());
    ChangeSet changes = promotion.changes(manifest, sources);
    return Done.with(promotion.result(Digest.ofListing(promotion.files(manifest))), changes);
  }
}
