package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.registry.ReconcileAudit;
import dev.gitmodel.registry.ReconcileAudit.Observed;
import java.util.List;

/** {@code audit reconcile}: takes into the log what stock git moved without it. */
final class AuditReconcileCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "audit reconcile",
            "Records in the audit log what stock git pushed without it.",
            model,
            writing.arg())
        .json(
            "{\"dry_run\",\"model\",\"observed\":[{\"by\":{\"name\",\"email\"},\"moves\":[{\"ref\",\"from\",\"to\"}]}]}")
        .note(
            "What git model audit verify names, and is meant to be so, is recorded as push.observed:"
                + " a version by its tagger, the rest by you. What is not meant to be so is put back"
                + " first, as audit verify says.")
        .example("git model audit reconcile support-assistant");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new ReconcileAudit.Request(
            caller.actor(), caller.model(model.value()), ReconcileAudit.Attribution.MAKER);
    ReconcileAudit reconcile = caller.use().reconcileAudit();
    ReconcileAudit.Result result =
        writing.rehearsed() ? reconcile.plan(request) : reconcile.apply(request);
    var shape = new Shape(writing.rehearsed(), result.model(), result.observed());
    caller.out().show(shape, shown -> print(caller.out(), result));
    return ExitCode.DONE;
  }

  private void print(Output out, ReconcileAudit.Result result) {
    if (result.observed().isEmpty()) {
      out.report("Nothing to do: there is nothing to take into the log of " + result.model());
    }
    for (Observed observed : result.observed()) {
      for (RefMove move : observed.moves()) {
        out.report(
            (writing.rehearsed() ? "Would record " : "Recorded ")
                + move.ref()
                + " "
                + place(move.from())
                + " -> "
                + place(move.to())
                + " by "
                + observed.by());
      }
    }
  }

  private static String place(dev.gitmodel.model.Revision revision) {
    return revision.isNone() ? "nothing" : revision.abbreviated();
  }

  /** The JSON shape. */
  private record Shape(boolean dryRun, ModelName model, List<Observed> observed) {}
}
