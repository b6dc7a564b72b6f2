package dev.gitmodel.cli;

import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.DiffVersions;
import dev.gitmodel.registry.VersionDiff;
import java.util.Optional;

/** {@code diff}: what changed from one version to another, down to the tensors. */
final class DiffCommand implements Command {
  private final Arg<Reference> from =
      Arg.required("FROM", Reference::parse, "the version to start from");
  private final Arg<Reference> to =
      Arg.required("TO", Reference::parse, "the version to compare with it, of any model");
  private final Arg<Optional<Format>> format = Format.option();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "diff",
            "Shows what changed between two versions, down to the tensors.",
            from,
            to,
            format)
        .json(
            "{\"from\":{\"model\",\"version\",\"commit\",\"digest\"},\"to\":{},\"partial\","
                + "\"fields\":[{\"path\",\"before\",\"after\"}],\"hyperparameters\":[],\"dataset\":{},"
                + "\"files\":[{\"path\",\"change\",\"before\",\"after\"}],\"tensors\":{\"unchanged\","
                + "\"changes\":[{\"name\",\"change\",\"before\":{\"dtype\",\"shape\",\"bytes\","
                + "\"sha256\"},\"after\":{},\"changed_bytes\"}],\"not_compared\":[{\"version\","
                + "\"file\",\"reason\"}]},\"metrics\":[{\"name\",\"before\",\"after\",\"difference\","
                + "\"trend\"}]}")
        .note(
            "The tensors of safetensors and GGUF files are compared by what was recorded when the"
                + " version was published; where nothing was, the weights are read. How much of a"
                + " tensor changed is counted in blocks of it.")
        .example("git model diff acme/iris@1.0.0 acme/iris@champion")
        .example("git model diff acme/iris@1.1.0 acme/iris --format markdown");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    Format wanted = format.value().orElse(out.wantsJson() ? Format.JSON : Format.TEXT);
    var request =
        new DiffVersions.Request(caller.reference(from.value()), caller.reference(to.value()));
    VersionDiff diff = diff(caller, request);
    switch (wanted) {
      case TEXT -> new DiffText(diff).print(out);
      case MARKDOWN -> new DiffMarkdown(diff).lines().forEach(out::line);
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
    return ExitCode.DONE;
  }

  private static VersionDiff diff(Caller caller, DiffVersions.Request request) {
    try (ProgressBar bar = caller.out().progress("reading", 0)) {
      return caller.use().diffVersions().apply(request, bar::advance);
    }
  }
}
