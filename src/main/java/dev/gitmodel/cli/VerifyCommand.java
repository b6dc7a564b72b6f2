package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.VerifyModel;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code verify}: is everything there and what it says it is? */
final class VerifyCommand implements Command {
  private final Arg<Optional<String>> ref =
      Arg.optional(
          "REF",
          s -> s,
          "one version, or a model with its audit log and repository; else every one");
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
                + "\"hint\"}]}; of every model {\"models\":[{as above}],\"registry\":[{as findings}]}")
        .note("Exit 0 where all is well, 1 where something was found.")
        .example("git model verify support-assistant@champion --deep");
  }

  @Override
  public int run(Caller caller) {
    return ref.value().isPresent() ? one(caller, ref.value().get()) : all(caller);
  }

  private int one(Caller caller, String typed) {
    Reference reference = caller.reference(TypedReference.parse(typed));
    Optional<Selector> version =
        typed.indexOf('@') < 0 ? Optional.empty() : Optional.of(reference.selector());
    VerifyModel.Report verdict;
    try (Watcher watcher = new Watcher(caller.out(), "verifying")) {
      verdict =
          caller.use().verifyModel().apply(request(reference.model(), version), watcher::start);
    }
    caller.out().show(verdict, shown -> print(caller.out(), shown));
    return ExitCode.yesOrNo(verdict.sound());
  }

  private int all(Caller caller) {
    VerifyModel verify = caller.use().verifyModel();
    List<VerifyModel.Report> verdicts = new ArrayList<>();
    ModelStore.Listed listed = caller.use().listModels().names();
    for (ModelName model : listed.models()) {
      try (Watcher watcher = new Watcher(caller.out(), "verifying " + model)) {
        verdicts.add(verify.amongOthers(request(model, Optional.empty()), watcher::start));
      }
    }
    caller
        .out()
        .show(
            new All(verdicts, listed.unreadable()),
            shown -> {
              shown.models().forEach(v -> print(caller.out(), v));
              Findings.print(caller.out(), shown.registry());
            });
    boolean sound = verdicts.stream().allMatch(VerifyModel.Report::sound);
    return ExitCode.yesOrNo(sound && listed.unreadable().isEmpty());
  }

  private VerifyModel.Request request(ModelName model, Optional<Selector> version) {
    return new VerifyModel.Request(
        model, version, deep.value() ? VerifyModel.Depth.CONTENT : VerifyModel.Depth.PRESENCE);
  }

  /** The JSON shape of every model. */
  private record All(List<VerifyModel.Report> models, List<Finding> registry) {}

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
