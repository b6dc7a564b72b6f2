package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Takes one version away for good: its number is never used again. */
public final class DeleteVersion {
  /** Delete what {@code version} selects. */
  public record Request(Actor by, ModelName model, Selector version, Optional<String> reason) {}

  /** Another version whose manifest names this one in {@code field}. */
  public record Dependant(Reference version, String field) {}

  /** What goes, and who would miss it. */
  public record Plan(Result result, List<Dependant> dependants) {}

  /**
   * What went with it, which branches got a {@code Retire} commit, and the bytes freed. {@code
   * leftover} says why bytes that nothing holds are still there, where they are.
   */
  public record Result(
      ModelName model,
      Version version,
      Digest digest,
      SortedSet<AliasName> aliases,
      SortedSet<BranchName> retired,
      long bytesFreed,
      Optional<String> leftover) {}

  private final Ledger ledger;

  public DeleteVersion(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Deletes it. */
  public Done<Result> apply(Request request) {
    return ledger.rehearse(
        request.model(),
        now -> {
          throw new IllegalStateException("not yet");
        });
  }

  /** What {@link #apply} would do now, and who depends on the version in the whole registry. */
  public Done<Plan> plan(Request request) {
    return ledger.rehearse(
        request.model(),
        now -> {
          throw new IllegalStateException("not yet");
        });
  }
}
