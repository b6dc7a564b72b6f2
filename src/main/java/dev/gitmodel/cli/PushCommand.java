package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.registry.Done;
import dev.gitmodel.registry.PushVersion;
import dev.gitmodel.registry.ShowExperiment;
import dev.gitmodel.registry.Signing;
import dev.gitmodel.store.Progress;
import dev.gitmodel.workspace.Folder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code push}: publishes a folder as one version. */
final class PushCommand implements Command {
  private final Arg<Optional<String>> directory =
      Arg.optional("DIR", s -> s, "the folder; else the one you are in");
  private final Arg<Optional<ModelName>> name =
      Arg.option(
          "N", ModelName::parse, "the model; else what model.yaml or the folder says", "--name");
  private final Bumps bumps = new Bumps();
  private final Arg<Optional<BranchName>> branch =
      Arg.option(
          "B", BranchName::new, "on this branch, which may be a new one; else main", "--branch");
  private final Arg<Optional<ExperimentName>> experiment =
      Arg.option(
          "E",
          ExperimentName::new,
          "on the branch of this experiment, which git model experiment start began",
          "--experiment");
  private final Arg<Optional<String>> message =
      Arg.option("TEXT", s -> s, "what the commit says in place of the summary", "-m", "--message");
  private final Arg<List<AliasName>> alias =
      Arg.options("A", AliasName::new, "put this alias on it; repeatable", "--alias");
  private final Arg<List<Map.Entry<String, MetricValue>>> metric =
      Arg.options("k=v", KeyValue::parse, "attach this metric; repeatable", "--metric");
  private final Arg<Boolean> sign =
      Arg.flag("sign the tag as gpg.format and user.signingKey say", "--sign");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "push",
            "Publishes a folder as one version of a model.",
            directory,
            name,
            bumps.version(),
            bumps.bump(),
            branch,
            experiment,
            message,
            alias,
            metric,
            sign,
            writing.arg())
        .json(
            Writing.JSON.formatted(
                "\"model\",\"version\",\"branch\",\"digest\",\"commit\",\"files\":[{\"path\","
                    + "\"size\",\"digest\",\"lfs\"}],\"new_bytes\",\"outcome\""))
        .note(
            "The same bytes under the same version again are success; other bytes are refused."
                + " Each file is read once. The folder is not written to.")
        .note(
            "Without --version and --bump the number is what model.yaml says, else the next patch.")
        .example(
            "git model push ./support-assistant --bump minor --alias staging --metric f1=0.86");
  }

  @Override
  public int run(Caller caller) {
    String at = directory.value().orElse(".");
    Folder folder = caller.house().open(caller.path(at));
    ModelName model = caller.published(name.value(), at, folder);
    BranchName on = branch(caller, model);
    Draft draft = folder.draft(model);
    var request =
        new PushVersion.Request(
            caller.actor(),
            model,
            draft,
            bumps.numbering(),
            on,
            message.value(),
            Set.copyOf(alias.value()),
            KeyValue.metrics(metric.value()),
            Optional.empty(),
            sign.value() ? Signing.SIGNED : Signing.UNSIGNED);
    PushVersion useCase = caller.use().pushVersion();
    long bytes = draft.files().stream().map(SourceFile::content).mapToLong(c -> c.size()).sum();
    Done<PushVersion.Result> done;
    try (Watcher watch = new Watcher(caller.out(), "hashing")) {
      Progress progress = watch.start(bytes);
      done =
          writing.rehearsed() ? useCase.plan(request, progress) : useCase.apply(request, progress);
    }
    writing.tell(
        caller.out(),
        done,
        r -> PushText.of(r, request.metrics(), alias.value()),
        PushText.Shape::of);
    draft.unparsed().forEach((path, why) -> InspectCommand.unread(caller.out(), path, why));
    return ExitCode.DONE;
  }

  /** A branch may begin with a push; an experiment is begun, so that none is by a typing error. */
  private BranchName branch(Caller caller, ModelName model) {
    if (branch.value().isPresent() && experiment.value().isPresent()) {
      throw RegistryException.invalid(
          "--branch and --experiment exclude each other", "an experiment's branch is exp/NAME");
    }
    experiment
        .value()
        .map(name -> new ShowExperiment.Request(model, name))
        .ifPresent(caller.use().showExperiment()::requireStarted);
    return experiment.value().map(BranchName::experiment).or(branch::value).orElse(BranchName.MAIN);
  }
}
