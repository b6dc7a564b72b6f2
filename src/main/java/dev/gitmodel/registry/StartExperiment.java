package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;

/** Opens a branch for trial runs; the baseline is not touched. */
public final class StartExperiment {
  /** Start {@code name} from what {@code from} selects, else from the last version on main. */
  public record Request(Actor by, ModelName model, ExperimentName name, Optional<Selector> from) {}

  /** The experiment, its branch and the version it starts from. */
  public record Result(ModelName model, ExperimentName name, BranchName branch, Version base) {}

  private final Ledger ledger;

  public StartExperiment(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Starts it; EXISTS where its branch is there. */
  public Done<Result> apply(Request request) {
    return ledger.write(request.model(), request.by(), now -> decide(now, request));
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    return ledger.rehearse(request.model(), now -> decide(now, request));
  }

  static Done<Result> decide(Snapshot now, Request request) {
    ExperimentName name = request.name();
    BranchName branch = BranchName.experiment(name);
    if (now.branches().containsKey(branch)) {
      throw new RegistryException(
          Problem.EXISTS,
          "the experiment " + name + " of " + now.model() + " is already there",
          "add to it with: git model push . --experiment " + name);
    }
    Selector from = request.from().orElse(new Selector.ByBranch(BranchName.MAIN));
    Version base = Resolver.resolve(now, from);
    Event event =
        new Event(Operation.EXPERIMENT_START, "experiment " + name + ": start from " + base)
            .trailer("Experiment", name)
            .trailer("Branch", branch)
            .trailer(ExperimentLog.BASE, base);
    return Done.with(
        new Result(now.model(), name, branch, base),
        new ChangeSet(
            List.of(new Change.StartBranch(branch, now.version(base).commit())), event.finished()));
  }
}
