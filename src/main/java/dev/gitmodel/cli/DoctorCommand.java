package dev.gitmodel.cli;

import dev.gitmodel.notify.Notifier;
import dev.gitmodel.registry.Doctor;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Optional;

/** {@code doctor}: finds and mends what a crash left. */
final class DoctorCommand implements Command {
  private final Arg<Optional<TypedModel>> model =
      Arg.optional("MODEL", TypedModel::parse, "the model; else every one");
  private final Arg<Boolean> fix = Arg.flag("mend what a crash can leave", "--fix");
  private final Arg<Boolean> deep = Arg.flag("read the content of every object", "--deep");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "doctor",
            "Finds what is wrong with the repositories; with --fix mends what a crash can leave.",
            model,
            fix,
            deep,
            writing.arg())
        .json(
            "{\"dry_run\",\"visits\":[{\"model\",\"mended\":[],\"findings\":[{\"subject\",\"matter\","
                + "\"hint\"}]}],\"registry\":[{as findings}]}")
        .note("That registry.yaml can be read is looked at, too, whichever model is asked for.")
        .note("Exit 0 where all is well (or was mended), 1 where something is still wrong.")
        .note("With --fix and --dry-run it says what it would mend, and what would still be wrong.")
        .example("git model doctor --fix");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new Doctor.Request(
            model.value().map(caller::model),
            deep.value() ? Examination.CONTENT : Examination.PRESENCE,
            mending());
    Notifier notifier = caller.house().notifier();
    List<Doctor.Visit> found;
    try (Watcher watcher = new Watcher(caller.out(), "checking")) {
      found = caller.use().doctor().apply(request, watcher.start(0));
    }
    List<Doctor.Visit> visits =
        found.stream().map(v -> v.with(NotifyCommand.stuck(notifier, v.model()))).toList();
    List<Finding> registry = caller.use().doctor().registry(request);
    caller
        .out()
        .show(
            new Shape(writing.rehearsed(), visits, registry),
            shown -> {
              visits.forEach(v -> print(caller.out(), v));
              Findings.print(caller.out(), registry);
            });
    boolean well = visits.stream().allMatch(v -> v.findings().isEmpty());
    return ExitCode.yesOrNo(well && registry.isEmpty());
  }

  private Doctor.Mending mending() {
    if (!fix.value()) {
      return Doctor.Mending.NONE;
    }
    return writing.rehearsed() ? Doctor.Mending.REHEARSED : Doctor.Mending.DONE;
  }

  private void print(Output out, Doctor.Visit visit) {
    String deed =
        writing.rehearsed() ? "Would mend " + visit.model() + ": " : visit.model() + ": mended: ";
    visit.mended().forEach(what -> out.line(deed + what));
    Findings.print(out, visit.findings());
    if (visit.findings().isEmpty() && (visit.mended().isEmpty() || !writing.rehearsed())) {
      out.report(visit.model() + ": all well");
    }
  }

  /** The JSON shape. */
  private record Shape(boolean dryRun, List<Doctor.Visit> visits, List<Finding> registry) {}
}
