package dev.gitmodel.cli;

import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.VerifyModel;
import java.util.Optional;

/** {@code verify}: is everything there and what it says it is? */
final class VerifyCommand implements Command {
  private final Arg<String> ref =
      Arg.required("REF", s -> s, "one version, or a model with its audit log and repository");
  private final Arg<Boolean> deep =
      Arg.flag("read every byte of every file, not only its size", "--deep");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "verify",
            "Checks digests, tags, notes, audit log and objects; names each thing that is wrong.",
            ref,
            deep)
        .json(
            "{\"model\",\"versions\",\"files\",\"bytes\",\"findings\":[{\"subject\",\"matter\","
                + "\"hint\"}]}")
        .note("Exit 0 where all is well, 1 where something was found.")
        .example("git model verify support-assistant@champion --deep");
  }

  @Override
  public int run(Caller caller) {
    String typed = ref.value();
    Reference reference = caller.reference(TypedReference.parse(typed));
    var request =
        new VerifyModel.Request(
            reference.model(),
            typed.indexOf('@') < 0 ? Optional.empty() : Optional.of(reference.selector()),
            deep.value() ? VerifyModel.Depth.CONTENT : VerifyModel.Depth.PRESENCE);
    VerifyModel.Report verdict;
    try (ProgressBar bar = caller.out().progress("verifying", 0)) {
      verdict = caller.use().verifyModel().apply(request, bar::advance);
    }
    caller.out().show(verdict, shown -> print(caller.out(), shown));
    return ExitCode.yesOrNo(verdict.sound());
  }

  private static void print(Output out, VerifyModel.Report verdict) {
    Findings.print(out, verdict.findings());
    String looked =
        verdict.model()
            + ": "
            + Words.count(verdict.versions(), "version")
            + ", "
            + Words.count(verdict.files(), "file")
            + ", "
            + Bytes.of(verdict.bytes());
    out.report(
        looked
            + (verdict.sound()
                ? ", all well"
                : ", " + Words.count(verdict.findings().size(), "finding")));
  }
}
