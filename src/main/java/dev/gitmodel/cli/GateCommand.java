package dev.gitmodel.cli;

import dev.gitmodel.cli.Table.Cell;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.CheckGate;
import dev.gitmodel.registry.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code gate}: asks whether a version passes the policy for an alias, without moving it. */
final class GateCommand implements Command {
  private final Arg<String> ref =
      Arg.required("REF", s -> s, "the version or, in a clone, a commit that is none yet");
  private final Arg<Optional<AliasName>> alias =
      Arg.option("A", AliasName::new, "for this alias; else for every guarded one", "--alias");
  private final Arg<Optional<String>> against =
      Arg.option(
          "REF",
          s -> s,
          "measure regressions against it, not the holder: 1.0.0 or champion of the same model,"
              + " MODEL@SELECTOR or, in a clone, a commit",
          "--against");

  private final MetricFiles metrics =
      new MetricFiles("judge it as if it had the metrics of this JSON file");
  private final Arg<Optional<Look>> format =
      Arg.option("FORMAT", Look::parse, "text (the default), json or junit", "--format");

  /** How a verdict is shown. */
  private enum Look {
    TEXT,
    JSON,
    JUNIT;

    static Look parse(String text) {
      return switch (text) {
        case "text" -> TEXT;
        case "json" -> JSON;
        case "junit" -> JUNIT;
        default ->
            throw RegistryException.invalid(
                "'" + text + "' is not a format of a verdict", "one of text, json, junit");
      };
    }
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "gate",
            "Does a version pass the policy for an alias? Exit 1 where it does not.",
            ref,
            alias,
            against,
            metrics.arg(),
            format)
        .json(
            "{\"reference\",\"passed\",\"verdicts\":{alias: {\"outcomes\":[{\"rule\",\"value\","
                + "\"passed\"}]}}}")
        .note("--format junit is a test suite with a case for each rule, for CI to show.")
        .note(
            "In a clone a word without @ that Git knows there is a commit, judged as if it were"
                + " published now.")
        .example("git model gate support-assistant@1.2.0 --alias champion")
        .example("git model gate HEAD --alias staging --metrics metrics.json --format junit");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    Look wanted = out.format(format.value(), Look.JSON, Look.TEXT);
    TypedSubject subject = TypedSubject.of(caller, ref.value());
    var request =
        new CheckGate.Request(
            subject.subject(),
            alias.value(),
            against
                .value()
                .map(typed -> TypedSubject.beside(caller, subject.subject().model(), typed)),
            metrics.read(caller));
    CheckGate.Result result = caller.use().checkGate().apply(request);
    var reference = Reference.to(result.model(), result.version());
    Shape shape = new Shape(reference, result.passed(), result.verdicts());
    switch (wanted) {
      case TEXT -> print(out, shape);
      case JSON -> out.json(shape);
      case JUNIT -> out.document(JUnitXml.of(reference, result.verdicts()));
    }
    return ExitCode.yesOrNo(result.passed());
  }

  /** The JSON shape. */
  private record Shape(
      Reference reference, boolean passed, java.util.SortedMap<AliasName, Verdict> verdicts) {}

  private static void print(Output out, Shape shown) {
    if (shown.verdicts().values().stream().allMatch(v -> v.outcomes().isEmpty())) {
      out.line("No rule guards this: " + shown.reference() + " passes");
      return;
    }
    out.table(
        List.of(),
        shown.verdicts().entrySet().stream().flatMap(e -> rows(e.getKey(), e.getValue())));
    out.line(shown.reference() + (shown.passed() ? " passes" : " does not pass"));
  }

  private static Stream<List<Cell>> rows(AliasName alias, Verdict verdict) {
    return verdict.outcomes().stream()
        .map(
            o ->
                List.of(
                    new Cell(o.passed() ? "pass" : "FAIL", o.passed() ? Style.PLAIN : Style.RED),
                    Cell.of(alias.text()),
                    Cell.of(o.rule()),
                    Cell.of(o.value())));
  }
}
