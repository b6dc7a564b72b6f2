package dev.gitmodel.cli;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.TakeCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code audit checkpoint}: where the logs end now, to be kept where nobody can change it. */
final class AuditCheckpointCommand implements Command {
  private final Arg<List<TypedModel>> models =
      Arg.rest("MODEL", TypedModel::parse, "the models; none is every one, and the policy");
  private final Arg<Optional<String>> file =
      Arg.option(
          "FILE", s -> s, "write it there; else, or with -, to standard output", "-o", "--output");
  private final Arg<Boolean> force = Arg.flag("in place of an older FILE", "--force");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "audit checkpoint",
            "Writes down where the audit logs end, to hold later logs against.",
            models,
            file,
            force)
        .json(CheckpointJson.SHAPE)
        .note(
            "Keep it where those who can write to the registry can't: in another repository, in a"
                + " ticket, on paper. git model audit verify --against FILE then finds a log that was"
                + " cut off or rewritten, even where its refs were, too. An older one that is lost is"
                + " what a forger needs, so none is overwritten without --force.")
        .example("git model audit checkpoint -o 2026-03.json");
  }

  @Override
  public int run(Caller caller) {
    Optional<Path> path = caller.target(file.value());
    path.filter(there -> Files.isRegularFile(there) && !force.value())
        .ifPresent(AuditCheckpointCommand::refuse);
    var request =
        new TakeCheckpoint.Request(
            models.value().stream().map(caller::model).toList(), caller.house().now());
    TakeCheckpoint.Taken taken = caller.use().takeCheckpoint().apply(request);
    Object tree = CheckpointJson.of(taken.checkpoint());
    Output out = caller.out();
    if (path.isPresent()) {
      Input.write(path.get(), Json.write(tree) + "\n");
      out.report(
          "Wrote the heads of "
              + Words.count(taken.checkpoint().models().size(), "audit log")
              + " to "
              + path.get());
    } else {
      out.json(tree);
    }
    taken.unreadable().forEach(f -> Findings.warn(out, f));
    return taken.unreadable().isEmpty() ? ExitCode.DONE : AuditExport.INCOMPLETE;
  }

  private static void refuse(Path there) {
    throw new RegistryException(
        Problem.EXISTS,
        there + " is there, and may be an older checkpoint",
        "name another file; --force overwrites it");
  }
}
