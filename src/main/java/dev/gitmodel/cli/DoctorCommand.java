package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.Doctor;
import dev.gitmodel.store.Care.Examination;
import java.util.List;
import java.util.Optional;

/** {@code doctor}: finds and mends what a crash left. */
final class DoctorCommand implements Command {
  private final Arg<Optional<ModelName>> model =
      Arg.optional("MODEL", ModelName::parse, "the model; else every one");
  private final Arg<Boolean> fix = Arg.flag("mend what a crash can leave", "--fix");
  private final Arg<Boolean> deep = Arg.flag("read the content of every object", "--deep");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "doctor",
            "Finds what is wrong with the repositories; with --fix mends what a crash can leave.",
            model,
            fix,
            deep)
        .json(
            "{\"visits\":[{\"model\",\"mended\":[],\"findings\":[{\"subject\",\"matter\","
                + "\"hint\"}]}]}")
        .note("Exit 0 where all is well (or was mended), 1 where something is still wrong.")
        .example("git model doctor --fix");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new Doctor.Request(
            model.value().map(caller::model),
            deep.value() ? Examination.CONTENT : Examination.PRESENCE,
            fix.value());
    List<Doctor.Visit> visits = caller.use().doctor().apply(request);
    caller.out().show(new Shape(visits), shown -> visits.forEach(v -> print(caller.out(), v)));
    return ExitCode.yesOrNo(visits.stream().allMatch(v -> v.findings().isEmpty()));
  }

  private static void print(Output out, Doctor.Visit visit) {
    visit.mended().forEach(what -> out.line(visit.model() + ": mended: " + what));
    Findings.print(out, visit.findings());
    if (visit.findings().isEmpty()) {
      out.report(visit.model() + ": all well");
    }
  }

  /** The JSON shape. */
  private record Shape(List<Doctor.Visit> visits) {}
}
