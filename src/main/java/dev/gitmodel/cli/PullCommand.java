package dev.gitmodel.cli;

import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.PullVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code pull}: the files of a version, each hashed on the way. */
final class PullCommand implements Command {
  private final Arg<TypedReference> ref = Arg.required("REF", TypedReference::parse, "the version");
  private final Arg<Optional<String>> directory =
      Arg.option(
          "DIR",
          PullCommand::folder,
          "into this folder; else one named as the model",
          "-o",
          "--output");
  private final Arg<List<Glob>> include =
      Arg.options("GLOB", Glob::new, "only files that match; repeatable", "--include");
  private final Arg<Boolean> force = Arg.flag("give up local changes in the way", "--force");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "pull",
            "Writes the files of a version into a folder, each checked on the way.",
            ref,
            directory,
            include,
            force,
            writing.arg())
        .json(
            "{\"dry_run\",\"reference\",\"commit\",\"digest\",\"directory\",\"written\",\"bytes\",\"kept\","
                + "\"removed\"}")
        .note(
            "What is there already is kept and an interrupted pull goes on where it stopped. Local"
                + " changes are never overwritten without --force.")
        .example("git model pull support-assistant@champion -o ./model --include '*.json'");
  }

  private static String folder(String text) {
    if (text.equals("-")) {
      throw RegistryException.invalid(
          "pull writes a folder of files, and - means standard output",
          "name a folder; one that is called so is ./-");
    }
    return text;
  }

  @Override
  public int run(Caller caller) {
    Reference reference = caller.reference(ref.value());
    var request =
        new PullVersion.Request(
            reference,
            caller.path(directory.value().orElse(reference.model().name())),
            include.value(),
            force.value());
    if (writing.rehearsed()) {
      PullVersion.Rehearsal rehearsal = caller.use().pullVersion().plan(request);
      caller
          .out()
          .show(Shape.of(true, rehearsal.outcome()), shown -> print(caller.out(), rehearsal));
      return ExitCode.DONE;
    }
    PullVersion.Pulled pulled;
    try (Watcher watcher = new Watcher(caller.out(), "pulling")) {
      pulled = caller.use().pullVersion().apply(request, watcher::start);
    }
    caller
        .out()
        .show(Shape.of(false, pulled), shown -> caller.out().report(line("Pulled ", pulled)));
    return ExitCode.DONE;
  }

  private static void print(Output out, PullVersion.Rehearsal rehearsal) {
    Set<String> lost = Set.copyOf(rehearsal.lost());
    rehearsal.write().forEach(path -> out.line("write   " + path + changed(path, lost)));
    rehearsal.remove().forEach(path -> out.line("remove  " + path + changed(path, lost)));
    out.report(line("Would pull ", rehearsal.outcome()));
  }

  private static String changed(String path, Set<String> lost) {
    return lost.contains(path) ? "  (a local change is given up)" : "";
  }

  private static String line(String deed, PullVersion.Pulled p) {
    return deed
        + p.version().reference()
        + " into "
        + p.directory()
        + ": "
        + Words.count(p.written(), "file")
        + ", "
        + Bytes.of(p.bytes())
        + " written"
        + (p.kept() > 0 ? ", " + p.kept() + " there already" : "")
        + (p.removed() > 0 ? ", " + p.removed() + " removed" : "");
  }

  /** The JSON shape. */
  private record Shape(
      boolean dryRun,
      Reference reference,
      String commit,
      String digest,
      String directory,
      int written,
      long bytes,
      int kept,
      int removed) {
    static Shape of(boolean dryRun, PullVersion.Pulled p) {
      return new Shape(
          dryRun,
          p.version().reference(),
          p.version().commit().hex(),
          p.version().digest().toString(),
          p.directory().toString(),
          p.written(),
          p.bytes(),
          p.kept(),
          p.removed());
    }
  }
}
