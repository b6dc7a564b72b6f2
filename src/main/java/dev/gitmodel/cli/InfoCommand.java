package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListVersions;
import dev.gitmodel.registry.ShowModel;
import dev.gitmodel.registry.ShowVersion;
import dev.gitmodel.registry.VersionRecord;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code info}: all that is known of a version, or of a model and its versions. */
final class InfoCommand implements Command {
  private final Arg<String> ref =
      Arg.required("REF", s -> s, "a version; a model alone shows the latest and all versions");
  private final Arg<Optional<Moment>> at =
      Arg.option("DATE", Moment::new, "as it was then; a day means its end, UTC", "--at");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "info", "Shows the record of a version, or of a model and its versions.", ref, at)
        .json(
            "{\"reference\",\"model\",\"version\",\"commit\",\"tag\",\"digest\",\"description\","
                + "\"manifest\":{},\"files\":[{\"path\",\"size\",\"digest\",\"lfs\"}],\"size\","
                + "\"aliases\":[],\"metrics\":{},\"evaluations\",\"parents\":[{\"commit\","
                + "\"version\"}],\"created\",\"by\":{\"name\",\"email\"},\"signature\",\"retired\","
                + "\"unreadable\":[]}; of a model alone {\"model\","
                + "\"latest\":{as above},\"versions\":[{as versions}],\"aliases\":{},\"branches\":{},"
                + "\"unreadable\":[]}")
        .note(Findings.PARTIAL)
        .note("With --at, what a deleted version was is shown as far as it was kept.")
        .example("git model info support-assistant@champion")
        .example("git model info support-assistant@champion --at 2026-03-01");
  }

  @Override
  public int run(Caller caller) {
    String typed = ref.value();
    Optional<Instant> then = at.value().map(m -> m.last(caller.house().now()));
    Reference reference = caller.reference(TypedReference.parse(typed));
    if (typed.indexOf('@') >= 0) {
      var version = caller.use().showVersion().apply(new ShowVersion.Request(reference, then));
      caller.out().show(VersionJson.of(version), shown -> print(caller.out(), version));
      return Findings.partial(version.unreadable());
    }
    var request =
        new ShowModel.Request(
            reference.model(), then, VersionsCommand.metrics(caller, Optional.empty()));
    var model = caller.use().showModel().apply(request);
    caller.out().show(Shape.of(model), shown -> print(caller.out(), model));
    return Findings.partial(model.unreadable());
  }

  private static void print(Output out, VersionRecord version) {
    VersionText.print(out, version);
    version.unreadable().forEach(f -> Findings.warn(out, f));
  }

  private static void print(Output out, ShowModel.ModelRecord model) {
    if (model.latest().isPresent()) {
      VersionText.print(out, model.latest().get());
    } else if (model.unreadable().isEmpty()) {
      out.line(model.model() + " has no version yet");
      out.hint("git model push DIR --name " + model.model());
    }
    if (!model.versions().isEmpty()) {
      out.line("");
      VersionsCommand.print(out, model.versions(), Optional.empty());
    }
    model.unreadable().forEach(f -> Findings.warn(out, f));
  }

  /** The JSON shape of a model. */
  private record Shape(
      ModelName model,
      Optional<VersionJson> latest,
      List<ListVersions.Row> versions,
      Map<AliasName, Version> aliases,
      Map<BranchName, Revision> branches,
      List<Finding> unreadable) {
    static Shape of(ShowModel.ModelRecord m) {
      return new Shape(
          m.model(),
          m.latest().map(VersionJson::of),
          m.versions(),
          m.aliases(),
          m.branches(),
          m.unreadable());
    }
  }
}
