package dev.gitmodel.cli;

import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.registry.DeleteExperiment;
import java.util.Optional;

/** {@code experiment delete}: takes an experiment's branch away. */
final class ExperimentDeleteCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<ExperimentName> name =
      Arg.required("NAME", ExperimentName::new, "the experiment");
  private final Arg<Optional<String>> reason =
      Arg.option("TEXT", s -> s, "why, for the audit log", "--reason");
  private final Arg<Boolean> yes = Arg.flag("do not ask", "--yes", "-y");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "experiment delete",
            "Deletes an experiment's branch; the versions published on it stay.",
            model,
            name,
            reason,
            yes,
            writing.arg())
        .json(Writing.JSON.formatted("\"model\",\"name\",\"branch\",\"tip\""))
        .example("git model experiment delete support-assistant lower-rate --yes");
  }

  @Override
  public int run(Caller caller) {
    DeleteExperiment useCase = caller.use().deleteExperiment();
    var request =
        new DeleteExperiment.Request(
            caller.actor(), caller.model(model.value()), name.value(), reason.value());
    if (!writing.rehearsed() && !yes.value()) {
      var plan = useCase.plan(request).result();
      String question =
          "This deletes the branch " + plan.branch() + " of " + plan.model() + ". Delete it?";
      if (!caller.out().confirms(question)) {
        caller.out().note("Nothing was deleted.");
        return ExitCode.yesOrNo(false);
      }
    }
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> {
          String tip =
              (writing.rehearsed() ? " (it is at " : " (it was at ") + r.tip().abbreviated();
          String what = "the experiment " + r.name() + " of " + r.model() + tip + ")";
          return new Deed("Deleted", "delete", what);
        });
  }
}
