package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;

/** Takes an experiment's branch away; the versions published on it stay. */
public final class DeleteExperiment {
  /** Delete the experiment {@code name}. */
  public record Request(Actor by, ModelName model, ExperimentName name, Optional<String> reason) {}

  /** The branch that went and where its tip was, which brings it back. */
  public record Result(ModelName model, ExperimentName name, BranchName branch, Revision tip) {}

  private final Ledger ledger;

  public DeleteExperiment(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Deletes it; NOT_FOUND where it is not there. */
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
    Revision tip = ExperimentLog.tip(now, name);
    Event event =
        new Event(Operation.EXPERIMENT_DELETE, "experiment " + name + ": delete")
            .trailer("Experiment", name)
            .trailer("Branch", branch)
            .was("tip", tip.hex());
    return Done.with(
        new Result(now.model(), name, branch, tip),
        new ChangeSet(List.of(new Change.DeleteBranch(branch)), event.because(request.reason())));
  }
}
