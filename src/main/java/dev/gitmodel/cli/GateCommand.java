package dev.gitmodel.cli;

import dev.gitmodel.cli.Table.Cell;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.CheckGate;
import dev.gitmodel.registry.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code gate}: asks whether a version passes the policy for an alias, without moving it. */
final class GateCommand implements Command {
  private final Arg<Reference> ref = Arg.required("REF", Reference::parse, "the version");
  private final Arg<Optional<AliasName>> alias =
      Arg.option("A", AliasName::new, "for this alias; else for every guarded one", "--alias");
  private final Arg<Optional<Reference>> against =
      Arg.option(
          "REF", Reference::parse, "measure regressions against it, not the holder", "--against");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "gate",
            "Does a version pass the policy for an alias? Exit 1 where it does not.",
            ref,
            alias,
            against)
        .json(
            "{\"reference\",\"passed\",\"verdicts\":{alias: {\"outcomes\":[{\"rule\",\"value\","
                + "\"passed\"}]}}}")
        .example("git model gate support-assistant@1.2.0 --alias champion");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new CheckGate.Request(
            caller.reference(ref.value()), alias.value(), against.value().map(caller::reference));
    CheckGate.Result result = caller.use().checkGate().apply(request);
    var reference = Reference.to(result.model(), result.version());
    caller
        .out()
        .show(
            new Shape(reference, result.passed(), result.verdicts()),
            shown -> print(caller.out(), shown));
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
