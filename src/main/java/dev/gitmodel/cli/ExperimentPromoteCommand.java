package dev.gitmodel.cli;

import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.PromoteExperiment;
import dev.gitmodel.registry.Signing;
import java.util.Optional;

/** {@code experiment promote}: makes an experiment's last version a release on main. */
final class ExperimentPromoteCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<ExperimentName> name =
      Arg.required("NAME", ExperimentName::new, "the experiment");
  private final Bumps bumps = new Bumps();
  private final Arg<Optional<String>> message =
      Arg.option("TEXT", s -> s, "what the commit says in place of the summary", "-m", "--message");
  private final Arg<Optional<String>> reason =
      Arg.option("TEXT", s -> s, "why, for the audit log", "--reason");
  private final Arg<Boolean> sign =
      Arg.flag("sign the tag as gpg.format and user.signingKey say", "--sign");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "experiment promote",
            "Makes an experiment's last version a release on main, by a merge.",
            model,
            name,
            bumps.version(),
            bumps.bump(),
            message,
            reason,
            sign,
            writing.arg())
        .json(
            Writing.JSON.formatted(
                "\"model\",\"name\",\"from\",\"release\",\"digest\",\"main_moves\""))
        .note("The experiment's branch stays; the merge keeps both histories.")
        .example("git model experiment promote support-assistant lower-rate --bump minor");
  }

  @Override
  public int run(Caller caller) {
    PromoteExperiment useCase = caller.use().promoteExperiment();
    var request =
        new PromoteExperiment.Request(
            caller.actor(),
            caller.model(model.value()),
            name.value(),
            bumps.numbering(),
            message.value(),
            reason.value(),
            sign.value() ? Signing.SIGNED : Signing.UNSIGNED);
    var done = writing.run(request, useCase::apply, useCase::plan);
    writing.tell(
        caller.out(),
        done,
        r -> {
          Reference release = Reference.to(r.model(), r.release());
          String what = r.from() + " of " + r.name() + " to " + release;
          if (done.changes().isEmpty()) {
            // By this promotion, or by whoever released the same.
            what = "what " + r.from() + " of " + r.name() + " holds is released as " + release;
          }
          return new Deed("Promoted", "promote", what);
        });
    if (done.result().mainMoves() > 0) {
      caller
          .out()
          .warning(
              "main moved "
                  + Words.count(done.result().mainMoves(), "time")
                  + " since the experiment began; the release does not hold what came");
    }
    return ExitCode.DONE;
  }
}
