package dev.gitmodel.cli;

import dev.gitmodel.registry.DiffVersions;
import dev.gitmodel.registry.Subject;
import dev.gitmodel.registry.VersionDiff;
import java.util.Optional;

/** {@code diff}: what changed from one version to another, down to the tensors. */
final class DiffCommand implements Command {
  private final Arg<String> from =
      Arg.required("FROM", s -> s, "the version or, in a clone, the commit to start from");
  private final Arg<String> to =
      Arg.required("TO", s -> s, "the version, of any model, or commit to compare with it");
  private final MetricFiles metrics =
      new MetricFiles("compare as if TO had the metrics of this JSON file");
  private final Arg<Boolean> exitCode =
      Arg.flag("exit 1 where they differ, as git diff does", "--exit-code");
  private final Arg<Optional<Format>> format = Format.option();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "diff",
            "Shows what changed between two versions, down to the tensors.",
            from,
            to,
            format,
            metrics.arg(),
            exitCode)
        .json(
            "{\"from\":{\"model\",\"version\",\"commit\",\"digest\"},\"to\":{},\"partial\","
                + "\"fields\":[{\"path\",\"before\",\"after\"}],\"hyperparameters\":[],\"dataset\":{},"
                + "\"files\":[{\"path\",\"change\",\"before\",\"after\"}],\"tensors\":{\"unchanged\","
                + "\"changes\":[{\"name\",\"change\",\"before\":{\"dtype\",\"shape\",\"bytes\","
                + "\"sha256\"},\"after\":{},\"changed_bytes\"}],\"not_compared\":[{\"version\","
                + "\"file\",\"reason\"}]},\"metrics\":[{\"name\",\"before\",\"after\",\"difference\","
                + "\"trend\"}],\"unreadable\":[]}")
        .note(
            "The tensors of safetensors and GGUF files are compared by what was recorded when the"
                + " version was published; where nothing was, the weights are read. How much of a"
                + " tensor changed is counted in blocks of it. What can't be compared is a warning,"
                + " and of two published versions the exit code is 6; it is 6 too where the policy"
                + " can't be read, which may say whether a metric is better.")
        .note(
            "In a clone a word without @ that Git knows there is a commit: origin/main, HEAD~1, a"
                + " branch, a tag. NAME@latest always is the registry's.")
        .example("git model diff acme/iris@1.0.0 acme/iris@champion")
        .example("git model diff origin/main HEAD --format markdown")
        .example("git model diff acme/iris@1.1.0 acme/iris --format markdown");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    Format wanted = out.format(format.value(), Format.JSON, Format.TEXT);
    TypedSubject before = TypedSubject.of(caller, from.value());
    TypedSubject after = TypedSubject.of(caller, to.value());
    VersionDiff diff =
        diff(
            caller,
            new DiffVersions.Request(before.subject(), after.subject(), metrics.read(caller)));
    String title = title(before, after, diff);
    switch (wanted) {
      case TEXT -> new DiffText(diff, title).print(out);
      case MARKDOWN -> new DiffMarkdown(diff, title).lines().forEach(out::line);
      case JSON -> out.json(DiffJson.of(diff));
    }
    diff.tensors()
        .gaps()
        .forEach(
            gap ->
                out.warning(
                    "tensors not compared: "
                        + gap.file()
                        + " of "
                        + gap.version()
                        + ": "
                        + gap.reason()));
    diff.unreadable().forEach(finding -> Findings.warn(out, finding));
    if (exitCode.value() && !diff.isNone()) {
      return ExitCode.yesOrNo(false);
    }
    // A clone need not have the weights of its commits; of what is published they are damage.
    boolean damaged = !diff.unreadable().isEmpty() || (diff.partial() && published(before, after));
    return damaged ? AuditExport.INCOMPLETE : ExitCode.DONE;
  }

  private static String title(TypedSubject before, TypedSubject after, VersionDiff diff) {
    return published(before, after)
        ? DiffWords.title(diff)
        : before.label(diff.from()) + " → " + after.label(diff.to());
  }

  private static boolean published(TypedSubject before, TypedSubject after) {
    return before.subject() instanceof Subject.Published
        && after.subject() instanceof Subject.Published;
  }

  private static VersionDiff diff(Caller caller, DiffVersions.Request request) {
    try (ProgressBar bar = caller.out().progress("reading", 0)) {
      return caller.use().diffVersions().apply(request, bar::advance);
    }
  }
}
