package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.CloneModel;
import dev.gitmodel.store.Clones;
import java.nio.file.Path;
import java.util.Optional;

/** {@code clone}: an ordinary clone of a model's repository. */
final class CloneCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<Optional<String>> directory =
      Arg.optional("DIR", s -> s, "where to; else a folder of the model's name");
  private final Arg<Optional<String>> branch =
      Arg.option("B", CloneCommand::ref, "check out this branch or tag; else main", "--branch");
  private final Arg<Optional<Integer>> depth =
      Arg.option(
          "N", CloneCommand::depth, "so many commits of each history only, for CI", "--depth");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "clone",
            "Clones a model's repository, with its aliases, notes and audit log.",
            model,
            directory,
            branch,
            depth,
            writing.arg())
        .json("{\"dry_run\",\"model\",\"address\",\"directory\",\"commit\",\"weights\"}")
        .note(
            "An ordinary clone by your own git, whose git fetch brings aliases, notes and the audit"
                + " log as well: git log --notes=metrics. A note of your own that is not pushed yet"
                + " is never overwritten: git fetch refuses that ref until it is.")
        .note(
            "In it . is the model and @1.2.0 or @champion a REF in it, for every verb. With git-lfs"
                + " the large files are there; without it their pointers are.")
        .example("git model clone acme/support-assistant")
        .example("git model clone acme/support-assistant . --branch v1.2.0 --depth 1");
  }

  private static String ref(String text) {
    if (text.isEmpty() || text.startsWith("-")) {
      throw RegistryException.invalid(
          "'" + text + "' is neither a branch nor a tag", "such as main or v1.2.0");
    }
    return text;
  }

  private static Integer depth(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw RegistryException.invalid("'" + text + "' is no number of commits", "--depth 1");
    }
    return Integer.valueOf(text);
  }

  @Override
  public int run(Caller caller) {
    ModelName name = caller.model(model.value());
    Path into = caller.path(directory.value().orElse(name.name())).normalize();
    var wish = new Clones.Wish(name, into, branch.value(), Numbers.of(depth));
    CloneModel useCase = caller.use().cloneModel();
    CloneModel.Result done = writing.rehearsed() ? useCase.plan(wish) : useCase.apply(wish);
    caller
        .out()
        .show(Shape.of(writing.rehearsed(), wish, done), shown -> print(caller.out(), shown));
    return ExitCode.DONE;
  }

  private static void print(Output out, Shape shown) {
    String deed = shown.dryRun() ? "Would clone " : "Cloned ";
    String empty = shown.dryRun() || shown.commit().isPresent() ? "" : ", which has no version yet";
    out.report(
        deed + shown.model() + " from " + shown.address() + " into " + shown.directory() + empty);
    if (shown.weights().equals(Optional.of("pointers"))) {
      out.hint(
          "the large files are pointers, because git-lfs is not there: install it (apt-get install"
              + " git-lfs), then in the clone: git lfs install --local && git lfs pull");
    }
  }

  /** The JSON shape. */
  private record Shape(
      boolean dryRun,
      ModelName model,
      String address,
      String directory,
      Optional<Revision> commit,
      Optional<String> weights) {
    static Shape of(boolean rehearsed, Clones.Wish wish, CloneModel.Result done) {
      return new Shape(
          rehearsed,
          wish.model(),
          done.address(),
          wish.into().toString(),
          done.cloned().flatMap(Clones.Cloned::head),
          done.cloned().map(c -> c.weights() == Clones.Weights.WHOLE ? "whole" : "pointers"));
    }
  }
}
