package dev.gitmodel.cli;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.BisectByCommand;
import dev.gitmodel.registry.BisectMetric;
import dev.gitmodel.registry.Bisection;
import dev.gitmodel.registry.Tolerance;
import java.util.Optional;

/** {@code bisect}: since which version a metric is worse than it was, and why. */
final class BisectCommand implements Command {
  private static final int EXPLAINED = 10;
  private static final String EXAMPLE = "git model bisect acme/iris --metric ";

  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<Optional<String>> metric =
      Arg.option("M", s -> s, "the metric; it must be given", "--metric");
  private final Arg<Optional<String>> baseline =
      Arg.option(
          "V",
          s -> s,
          "the version to hold the others against; else the first that has the metric",
          "--baseline");
  private final Arg<Optional<Tolerance>> tolerance =
      Arg.option(
          "X", Tolerance::parse, "worse by more than this counts: 0.01, or 1% (0)", "--tolerance");
  private final Arg<Optional<Direction>> direction =
      Arg.option(
          "WAY",
          BisectCommand::parseDirection,
          "higher or lower is better; else as registry.yaml or the metric's name says",
          "--direction");
  private final Arg<Optional<BranchName>> branch =
      Arg.option(
          "BRANCH", BranchName::new, "only what this branch's last version is from", "--branch");
  private final Arg<Optional<String>> command =
      Arg.option("CMD", s -> s, "measure versions that lack the metric with this", "--command");
  private final Arg<Optional<Integer>> limit =
      Arg.option("N", Numbers::parse, "explain at most so many crossings (10)", "--limit");
  private final Arg<Optional<Format>> format = Format.option();
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "bisect",
            "Finds the first version where a metric left its baseline, and what changed there.",
            model,
            metric,
            baseline,
            tolerance,
            direction,
            branch,
            command,
            limit,
            format,
            writing.arg())
        .json(BisectJson.SHAPE)
        .note(
            "Versions are compared in the order of ancestry, experiments and merges included: each"
                + " with the nearest ones before it that have the metric. Every crossing is told,"
                + " out and back. Where versions in between lack the metric, any of them may be the"
                + " one. --branch main leaves out experiments that were never promoted.")
        .note(
            "With --command, versions are measured by halving, about log2 of them: each is pulled"
                + " into a temporary folder, where CMD is run by sh with GIT_MODEL_REFERENCE,"
                + " GIT_MODEL_VERSION and GIT_MODEL_FOLDER set. The last line that it prints is the"
                + " metric's number, or all of it one JSON object of metrics. Exit code 125 says"
                + " that a version can't be tested, any other but 0 stops. Each value is recorded"
                + " at once, as git model metrics does it, so that nothing is measured twice.")
        .example(EXAMPLE + "f1 --tolerance 1%")
        .example(EXAMPLE + "f1 --baseline champion --command 'python eval.py'");
  }

  private static Direction parseDirection(String text) {
    return switch (text) {
      case "higher" -> Direction.HIGHER;
      case "lower" -> Direction.LOWER;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is not a direction", "higher or lower: what is better");
    };
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    Format wanted = out.format(format.value(), Format.JSON, Format.TEXT);
    Bisection found = find(caller);
    BisectWords words = new BisectWords(found, command.value(), writing.rehearsed());
    switch (wanted) {
      case TEXT -> new BisectText(words).print(out);
      case MARKDOWN -> new BisectMarkdown(words).lines().forEach(out::line);
      case JSON -> out.json(BisectJson.of(found, writing.rehearsed()));
    }
    words.remarks().forEach(out::note);
    words.hint().ifPresent(out::hint);
    found.missing().forEach(f -> Findings.warn(out, f));
    return found.partial() ? AuditExport.INCOMPLETE : ExitCode.DONE;
  }

  private BisectMetric.Request request(Caller caller) {
    ModelName of = caller.model(model.value());
    return new BisectMetric.Request(
        of,
        metric
            .value()
            .orElseThrow(
                () ->
                    RegistryException.invalid(
                        "which metric?", EXAMPLE.replace("acme/iris", "MODEL") + "NAME")),
        baseline.value().map(typed -> TypedReference.within(caller, of, typed)),
        tolerance.value().orElse(Tolerance.NONE),
        direction.value(),
        branch.value(),
        limit.value().orElse(EXPLAINED));
  }

  private Bisection find(Caller caller) {
    BisectMetric.Request request = request(caller);
    try (BisectWatch watch = new BisectWatch(caller.out(), request.metric());
        ProgressBar reading = caller.out().progress("reading", 0)) {
      if (command.value().isEmpty()) {
        return caller.use().bisectMetric().apply(request, reading::advance);
      }
      var measuring =
          new BisectByCommand.Request(request, caller.actor(), command.value().orElse(""));
      BisectByCommand useCase = caller.use().bisectByCommand();
      return writing.rehearsed()
          ? useCase.plan(measuring, reading::advance)
          : useCase.apply(measuring, watch, reading::advance);
    }
  }
}
