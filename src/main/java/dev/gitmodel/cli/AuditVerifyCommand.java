package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.Checkpoint;
import dev.gitmodel.registry.VerifyAudit;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** {@code audit verify}: does the log explain every ref, and nothing else? */
final class AuditVerifyCommand implements Command {
  private final Arg<Optional<TypedModel>> model =
      Arg.optional("MODEL", TypedModel::parse, "the model; else every one");
  private final Arg<Optional<String>> against =
      Arg.option("CHECKPOINT", s -> s, "the logs must still have what they had then", "--against");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "audit verify",
            "Replays the audit log and compares it with the refs as they are.",
            model,
            against)
        .json(
            "{\"verdicts\":[{\"model\",\"entries\",\"findings\":[{\"subject\",\"matter\","
                + "\"hint\"}]}],\"registry\":[{as findings}]}")
        .note("Exit 0 where they agree, 1 where a ref was moved behind the log's back.")
        .note(
            "A log that was cut off together with the refs agrees with itself: --against holds it"
                + " against a checkpoint of git model audit checkpoint, and finds what is missing,"
                + " rewritten, or gone.")
        .note(
            "Of a registry on a Git host it finds also what was here before and the host has"
                + " rewritten since: a log that does not go on from its old end, a version that moved.")
        .example("git model audit verify support-assistant")
        .example("git model audit verify --against 2026-03.json");
  }

  @Override
  public int run(Caller caller) {
    VerifyAudit verify = caller.use().verifyAudit();
    Optional<Checkpoint> saved =
        against.value().map(file -> CheckpointJson.read(caller.path(file)));
    List<VerifyAudit.Report> verdicts =
        models(caller, saved).stream()
            .map(m -> new VerifyAudit.Request(m, saved.flatMap(s -> s.of(m))))
            .map(
                request ->
                    model.value().isPresent() ? verify.apply(request) : verify.amongOthers(request))
            .toList();
    List<Finding> registry = new ArrayList<>();
    if (model.value().isEmpty()) {
      registry.addAll(caller.use().listModels().names().unreadable());
      saved.flatMap(Checkpoint::registry).map(verify::registry).ifPresent(registry::addAll);
    }
    caller
        .out()
        .show(
            new Shape(verdicts, registry),
            shown -> {
              verdicts.forEach(v -> print(caller.out(), v));
              Findings.print(caller.out(), registry);
            });
    return ExitCode.yesOrNo(
        registry.isEmpty() && verdicts.stream().allMatch(VerifyAudit.Report::sound));
  }

  /** Those asked for: one, or all that are there or were there at the checkpoint. */
  private Collection<ModelName> models(Caller caller, Optional<Checkpoint> saved) {
    if (model.value().isPresent()) {
      ModelName one = caller.model(model.value().get());
      if (saved.isPresent() && saved.get().of(one).isEmpty()) {
        throw RegistryException.notFound(
            "the checkpoint says nothing of " + one, "it is of another registry, or older");
      }
      return List.of(one);
    }
    NavigableSet<ModelName> all = new TreeSet<>();
    all.addAll(caller.use().listModels().names().models());
    saved.ifPresent(checkpoint -> checkpoint.models().forEach(head -> all.add(head.model())));
    return all;
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
  private record Shape(List<VerifyAudit.Report> verdicts, List<Finding> registry) {}
}
