package dev.gitmodel.cli;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.registry.Blame;
import dev.gitmodel.registry.BlameFields;
import dev.gitmodel.registry.BlameFields.Extent;
import java.util.List;
import java.util.Optional;

/** {@code blame}: which version made each field of the manifest what it is. */
final class BlameCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<Optional<String>> field =
      Arg.optional(
          "FIELD",
          s -> s,
          "this field of model.yaml or the end of its path, or those below; none is all");
  private final Arg<Boolean> history =
      Arg.flag("every change with its old and new value, not only the last", "--history");
  private final Arg<Optional<BranchName>> branch =
      Arg.option("BRANCH", BranchName::new, "the branch to follow (main)", "--branch");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "blame",
            "Shows which version last changed each field of model.yaml, by whom and why.",
            model,
            field,
            history,
            branch)
        .json(
            "{\"model\",\"branch\",\"version\",\"partial\",\"fields\":[{\"field\",\"before\","
                + "\"after\",\"version\",\"commit\",\"by\":{\"name\",\"email\"},\"at\",\"run\","
                + "\"experiment\",\"reason\",\"message\"}],\"missing\":[]}")
        .note(
            "It follows the versions from the branch's last one back through their commits. As with"
                + " git blame, a merge is passed on to the parent that has the same value, so what"
                + " an experiment changed is the experiment's. The versions between that were"
                + " deleted are passed over. The reason is that of the audit entry, else the"
                + " commit's message.")
        .example("git model blame acme/iris training.hyperparameters.learning_rate")
        .example("git model blame acme/iris training --history");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new BlameFields.Request(
            caller.model(model.value()),
            field.value(),
            branch.value().orElse(BranchName.MAIN),
            history.value() ? Extent.EVERY : Extent.LAST);
    Blame blame = caller.use().blameFields().apply(request);
    Output out = caller.out();
    out.show(BlameJson.of(blame), shown -> print(out, blame));
    blame.missing().forEach(f -> Findings.warn(out, f));
    return blame.partial() ? AuditExport.INCOMPLETE : ExitCode.DONE;
  }

  private void print(Output out, Blame blame) {
    String value = history.value() ? "CHANGE" : "VALUE";
    out.table(
        List.of("FIELD", value, "SINCE", "COMMIT", "BY", "WHEN", "RUN", "REASON"),
        blame.lines().stream().map(line -> row(line, history.value())));
  }

  private static List<Table.Cell> row(Blame.Line line, boolean whole) {
    Blame.Cause cause = line.cause();
    return Table.row(
        line.change().path(),
        whole
            ? DiffWords.change(
                line.change().before().or(() -> Optional.of("-")),
                line.change().after().or(() -> Optional.of("-")))
            : DiffWords.orDash(line.change().after()),
        cause.version().toString(),
        cause.commit().abbreviated(),
        cause.by().name(),
        Moment.shown(cause.at()),
        DiffWords.orDash(cause.run()),
        DiffWords.orDash(cause.reason().or(cause::message)));
  }
}
