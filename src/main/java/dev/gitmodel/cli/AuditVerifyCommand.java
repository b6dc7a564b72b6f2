package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.ListModels;
import dev.gitmodel.registry.VerifyAudit;
import java.util.List;
import java.util.Optional;

/** {@code audit verify}: does the log explain every ref, and nothing else? */
final class AuditVerifyCommand implements Command {
  private final Arg<Optional<ModelName>> model =
      Arg.optional("MODEL", ModelName::parse, "the model; else every one");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "audit verify",
            "Replays the audit log and compares it with the refs as they are.",
            model)
        .json(
            "{\"verdicts\":[{\"model\",\"entries\",\"findings\":[{\"subject\",\"matter\","
                + "\"hint\"}]}]}")
        .note("Exit 0 where they agree, 1 where a ref was moved behind the log's back.")
        .example("git model audit verify support-assistant");
  }

  @Override
  public int run(Caller caller) {
    List<VerifyAudit.Report> verdicts =
        models(caller).stream()
            .map(m -> caller.use().verifyAudit().apply(new VerifyAudit.Request(m)))
            .toList();
    caller.out().show(new Shape(verdicts), shown -> verdicts.forEach(v -> print(caller.out(), v)));
    return ExitCode.yesOrNo(verdicts.stream().allMatch(VerifyAudit.Report::sound));
  }

  private List<ModelName> models(Caller caller) {
    return model
        .value()
        .map(m -> List.of(caller.model(m)))
        .orElseGet(
            () ->
                caller.use().listModels().apply(ListModels.Request.ALL).rows().stream()
                    .map(ListModels.Row::name)
                    .toList());
  }

  private static void print(Output out, VerifyAudit.Report verdict) {
    Findings.print(out, verdict.findings());
    String entries =
        verdict.entries() == 1 ? "1 audit entry" : verdict.entries() + " audit entries";
    out.report(
        verdict.model()
            + ": "
            + entries
            + (verdict.sound()
                ? ", every ref as recorded"
                : ", " + Words.count(verdict.findings().size(), "finding")));
  }

  /** The JSON shape. */
  private record Shape(List<VerifyAudit.Report> verdicts) {}
}
