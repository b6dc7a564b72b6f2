package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import java.util.Optional;

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
    return ledger.rehearse(
        request.model(),
        now -> {
          throw new IllegalStateException("not yet");
        });
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    return ledger.rehearse(
        request.model(),
        now -> {
          throw new IllegalStateException("not yet");
        });
  }
}
