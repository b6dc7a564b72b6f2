package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Progress;
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
   * newBytes} is what the store did not have.
   */
  public record Result(
      ModelName model,
      Version version,
      BranchName branch,
      Digest digest,
      Optional<Revision> commit,
      List<Artifact> files,
      long newBytes,
      Outcome outcome) {}

  private final Ledger ledger;

  public PushVersion(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Publishes it; {@code progress} is told the bytes of the files. */
  public Done<Result> apply(Request request, Progress progress) {
    return ledger.rehearse(
        request.model(),
        now -> {
          throw new IllegalStateException("not yet");
        });
  }

  /** What {@link #apply} would do now; the files are hashed, and stored nowhere. */
  public Done<Result> plan(Request request, Progress progress) {
    return ledger.rehearse(
        request.model(),
        now -> {
          throw new IllegalStateException("not yet");
        });
  }
}
