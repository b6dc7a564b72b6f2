package dev.gitmodel.cli;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.codec.ManifestProblem;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.Done;
import dev.gitmodel.registry.ReleaseVersion;
import dev.gitmodel.registry.ReleaseVersion.Outcome;
import dev.gitmodel.registry.Signing;
import dev.gitmodel.registry.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code release}: makes what main is in a clone a version, for CI. */
final class ReleaseCommand implements Command {
  private static final String COMMIT = "HEAD";

  private final Bumps bumps = new Bumps();
  private final Arg<List<AliasName>> alias =
      Arg.options("A", AliasName::new, "put this alias on it; repeatable", "--alias");
  private final Arg<List<Map.Entry<String, MetricValue>>> metric =
      Arg.options("k=v", KeyValue::parse, "attach this metric; repeatable", "--metric");
  private final MetricFiles metrics = new MetricFiles("attach the metrics of this JSON file");
  private final Arg<Boolean> sign =
      Arg.flag("sign the tag as gpg.format and user.signingKey say", "--sign");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "release",
            "Makes HEAD of a clone, which is on main of the registry, a version.",
            bumps.bump(),
            alias,
            metric,
            metrics.arg(),
            sign,
            writing.arg())
        .json(Writing.JSON.formatted("\"model\",\"version\",\"digest\",\"commit\",\"outcome\""))
        .note(
            "The tag is on HEAD itself, named as model.yaml says. With --bump a number that is taken"
                + " or missing becomes the next one, in a commit of its own on main.")
        .note(
            "The same HEAD released again is success. A shallow clone and a detached HEAD are fine;"
                + " changes that are not committed, and weights that the registry does not have,"
                + " are refused.")
        .example("git model release --bump patch --alias staging --metrics metrics.json");
  }

  @Override
  public int run(Caller caller) {
    caller.house().requireClean();
    requireValid(caller.use().findCommit().manifest(COMMIT));
    var request =
        new ReleaseVersion.Request(
            caller.actor(),
            new Subject.Here(caller.model(TypedModel.HERE), COMMIT),
            bumps.bump().value(),
            Set.copyOf(alias.value()),
            metrics.read(caller).merge(KeyValue.metrics(metric.value()), Set.of()),
            sign.value() ? Signing.SIGNED : Signing.UNSIGNED);
    ReleaseVersion useCase = caller.use().releaseVersion();
    Done<ReleaseVersion.Result> done;
    try (ProgressBar bar = caller.out().progress("reading", 0)) {
      done = writing.rehearsed() ? useCase.plan(request) : useCase.apply(request, bar::advance);
    }
    writing.tell(caller.out(), done, r -> deed(r, request.metrics()));
    return ExitCode.DONE;
  }

  private static void requireValid(byte[] manifest) {
    if (manifest.length == 0) {
      throw RegistryException.invalid(
          COMMIT + " has no model.yaml", "git model init . lays one down: commit it");
    }
    List<ManifestProblem> problems = ManifestCodec.problems(Manifest.FILE.text(), manifest);
    if (!problems.isEmpty()) {
      throw RegistryException.invalid(
          problems.get(0).toString(), "git model validate . names all that is wrong");
    }
  }

  private Deed deed(ReleaseVersion.Result r, MetricSet recorded) {
    Reference reference = Reference.to(r.model(), r.version());
    StringBuilder what = new StringBuilder(reference.toString());
    if (r.outcome() == Outcome.ALREADY_RELEASED) {
      what.append(" is released already");
    }
    what.append("\n  ");
    r.commit().ifPresent(c -> what.append("commit ").append(c.abbreviated()).append("  "));
    what.append("digest ").append(r.digest().abbreviated());
    if (r.outcome() == Outcome.BUMPED) {
      what.append("  in a commit of its own on main: git pull");
    }
    if (!recorded.isEmpty()) {
      what.append("\n  metrics ").append(KeyValue.told(recorded));
    }
    alias.value().forEach(a -> what.append("\n  ").append(a).append(" → ").append(reference));
    return r.outcome() == Outcome.ALREADY_RELEASED
        ? new Deed("", "add to what is there:", what.toString())
        : new Deed("Released", "release", what.toString());
  }
}
