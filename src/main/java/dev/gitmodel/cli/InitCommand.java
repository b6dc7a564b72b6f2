package dev.gitmodel.cli;

import dev.gitmodel.hook.HookName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.workspace.Folder;
import dev.gitmodel.workspace.Scaffold;
import dev.gitmodel.workspace.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code init}: lays down what a new model starts with. */
final class InitCommand implements Command {
  private final Arg<Optional<String>> directory =
      Arg.optional("DIR", s -> s, "the folder, made where there is none; else the one you are in");
  private final Arg<Optional<ModelName>> name =
      Arg.option("N", ModelName::parse, "the model's name; else the folder's", "--name");
  private final Arg<Optional<Template>> kind =
      Arg.option("KIND", InitCommand::kind, "model (the default) or dataset", "--kind");
  private final Arg<Optional<Template>> ci =
      Arg.option("HOST", InitCommand::ci, "the workflow for github, gitlab or jenkins", "--ci");
  private final Arg<Boolean> hooks =
      Arg.flag("put Git hooks that check commits and pushes into its repository", "--hooks");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "init",
            "Lays down model.yaml, a model card, .gitattributes and .gitignore; overwrites nothing.",
            directory,
            name,
            kind,
            ci,
            hooks,
            writing.arg())
        .json(
            "{\"dry_run\",\"model\",\"directory\",\"written\":[],\"kept\":[],\"configured\":[],\"hooks\":"
                + HookReport.JSON
                + "}")
        .note(
            "With --ci, also what a code host runs: on a pull request validate, diff and gate; on"
                + " main release what was merged.")
        .note("A model card begins with what a model.yaml that is there says, for Hugging Face.")
        .example("git model init support-assistant")
        .example("git model init --ci github");
  }

  private static Template kind(String text) {
    return switch (text) {
      case "model" -> Template.MODEL;
      case "dataset" -> Template.DATASET;
      default ->
          throw RegistryException.invalid(
              "there is no template of '" + Printable.of(text) + "'", "--kind model or dataset");
    };
  }

  private static Template ci(String text) {
    return switch (text) {
      case "github" -> Template.GITHUB;
      case "gitlab" -> Template.GITLAB;
      case "jenkins" -> Template.JENKINS;
      default ->
          throw RegistryException.invalid(
              "there is no workflow for '" + Printable.of(text) + "'",
              "--ci github, gitlab or jenkins");
    };
  }

  private List<Template> templates() {
    List<Template> all = new ArrayList<>(List.of(kind.value().orElse(Template.MODEL)));
    ci.value().ifPresent(all::add);
    return all;
  }

  @Override
  public int run(Caller caller) {
    Path folder = caller.path(directory.value().orElse(".")).normalize();
    ModelName model = name.value().orElseGet(() -> nameOf(caller, folder));
    if (hooks.value()) {
      // Fails outside of a repository, and nothing is laid down before it has.
      caller.house().hookPlace(folder);
    }
    Scaffold.Laid laid =
        writing.rehearsed()
            ? Scaffold.plan(folder, templates())
            : Scaffold.init(folder, model, templates());
    House.Intent intent = writing.rehearsed() ? House.Intent.REHEARSE : House.Intent.DO;
    List<String> configured = caller.house().repositorySettings(folder, intent);
    Optional<HookReport> report =
        hooks.value()
            ? Optional.of(HookReport.install(caller.house(), folder, HookName.IN_A_CLONE, writing))
            : Optional.empty();
    var shape =
        new Shape(
            writing.rehearsed(),
            model.toString(),
            folder.toString(),
            laid.written(),
            laid.kept(),
            configured,
            report.map(HookReport::shape));
    caller.out().show(shape, shown -> print(caller.out(), shown));
    if (!caller.out().wantsJson()) {
      report.ifPresent(done -> done.print(caller.out()));
    }
    return report.map(HookReport::exitCode).orElse(ExitCode.DONE);
  }

  /** What a push would call it. */
  private static ModelName nameOf(Caller caller, Path folder) {
    return Files.isDirectory(folder)
        ? caller.house().open(folder).name()
        : Folder.nameOf(folder.toAbsolutePath().normalize());
  }

  private static void print(Output out, Shape shown) {
    out.report(
        shown.written().isEmpty()
            ? "Nothing to do: all is there in " + shown.directory()
            : (shown.dryRun() ? "Would write " : "Wrote ")
                + Words.joined(shown.written())
                + " to "
                + shown.directory());
    if (!shown.kept().isEmpty() && !shown.written().isEmpty()) {
      out.note("left as it is: " + Words.joined(shown.kept()));
    }
    if (!shown.configured().isEmpty()) {
      out.note(
          (shown.dryRun() ? "would set " : "set ")
              + Words.joined(shown.configured())
              + " in your repository, for git diff and git fetch");
    }
    if (!shown.dryRun()) {
      out.hint("put the model's files there, then: git model push " + shown.directory());
    }
  }

  /** The JSON shape. */
  private record Shape(
      boolean dryRun,
      String model,
      String directory,
      List<String> written,
      List<String> kept,
      List<String> configured,
      Optional<HookReport.Shape> hooks) {}
}
