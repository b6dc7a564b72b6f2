package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.CollectGarbage;
import dev.gitmodel.store.Care.Collecting;
import dev.gitmodel.store.Care.Copies;
import dev.gitmodel.store.Care.Freed;
import dev.gitmodel.store.Care.Garbage;
import java.time.Duration;
import java.util.Optional;

/** {@code gc}: frees what nothing refers to. */
final class GcCommand implements Command {
  private static final Duration USUAL_GRACE = Duration.ofHours(2);

  private final Arg<Optional<TypedModel>> model =
      Arg.optional("MODEL", TypedModel::parse, "the model; else every one");
  private final Arg<Optional<Duration>> grace =
      Arg.option(
          "TIME",
          GcCommand::duration,
          "spare what is younger, because a push may be using it (2h)",
          "--grace");
  private final Arg<Boolean> copies =
      Arg.flag("drop also the copies here of large files that a Git host has", "--copies");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "gc", "Frees what nothing refers to, and packs.", model, grace, copies, writing.arg())
        .json(
            "{\"dry_run\",\"bytes\",\"freed\":{model: {\"garbage\":[{\"what\",\"bytes\"}],"
                + "\"copies\"}},\"failed\":[]}")
        .note("A model that can't be collected does not stop the others; the exit code says why.")
        .note("With --dry-run it names what would be freed, and changes nothing.")
        .note(
            "Of a registry on a Git host it frees what is on this machine; what is on the host is"
                + " for the host to free. What was dropped with --copies comes again when it is"
                + " used.")
        .example("git model gc --dry-run");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new CollectGarbage.Request(
            model.value().map(caller::model),
            new Collecting(
                grace.value().orElse(USUAL_GRACE),
                copies.value() ? Copies.DROPPED : Copies.KEPT,
                writing.rehearsed()));
    CollectGarbage.Collected collected = caller.use().collectGarbage().apply(request);
    caller
        .out()
        .show(
            new Shape(
                writing.rehearsed(), collected.bytes(), collected.freed(), collected.failed()),
            shown -> print(caller.out(), collected));
    return collected.problem().map(ExitCode::of).orElse(ExitCode.DONE);
  }

  /** The JSON shape. */
  private record Shape(
      boolean dryRun,
      long bytes,
      java.util.SortedMap<ModelName, Freed> freed,
      java.util.List<dev.gitmodel.store.Care.Finding> failed) {}

  private void print(Output out, CollectGarbage.Collected collected) {
    if (writing.rehearsed()) {
      collected.freed().forEach((name, freed) -> freed.garbage().forEach(g -> line(out, name, g)));
    }
    out.report(
        (writing.rehearsed() ? "Would free " : "Freed ")
            + Bytes.of(collected.bytes())
            + " in "
            + Words.count(collected.freed().size(), "model")
            + (collected.copies().isPresent() ? " on this machine" : ""));
    if (!copies.value() && collected.copies().orElse(0) > 0) {
      out.note(
          Bytes.of(collected.copies().orElse(0))
              + " are copies of large files that the host has: git model gc --copies drops them");
    }
    Findings.print(out, collected.failed());
  }

  private static void line(Output out, ModelName model, Garbage garbage) {
    out.line(model + ": " + garbage.what() + "  " + Bytes.of(garbage.bytes()));
  }

  private static Duration duration(String text) {
    if (!text.matches("[0-9]{1,5}[smhd]")) {
      throw RegistryException.invalid("'" + text + "' is not a time span", "write 30m, 2h or 14d");
    }
    String iso = text.endsWith("d") ? "P" + text : "PT" + text;
    return Duration.parse(iso);
  }
}
