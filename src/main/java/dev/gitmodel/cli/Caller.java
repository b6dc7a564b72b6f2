package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.workspace.Folder;
import java.nio.file.Path;
import java.util.Optional;

/** Who stands at the door: what they see, who they are, and how they name things. */
record Caller(Output out, House house) {
  UseCases use() {
    return house.useCases();
  }

  Actor actor() {
    return house.actor();
  }

  /** The model of that name, in the default namespace where it has none of its own. */
  ModelName named(ModelName typed) {
    return typed.within(house.namespace());
  }

  /**
   * The model that a folder is published as: the one that was typed, else what the folder says, and
   * of a clone whose model.yaml has its name, without the namespace, the model it is of.
   */
  ModelName published(Optional<ModelName> typed, String directory, Folder folder) {
    if (typed.isPresent()) {
      return named(typed.get());
    }
    ModelName said = folder.name();
    return house
        .clonedAt(path(directory))
        .filter(model -> said.namespace().isEmpty() && said.name().equals(model.name()))
        .orElseGet(() -> named(said));
  }

  /** The model that was typed; whoever stands in a clone of it hears where that is behind. */
  ModelName model(TypedModel typed) {
    ModelName model = typed.name().map(this::named).orElseGet(house::here);
    house.met(model);
    return model;
  }

  Reference reference(TypedReference typed) {
    return new Reference(model(typed.model()), typed.selector());
  }

  /** The file to write; empty for standard output, which is meant by {@code -}, too. */
  Optional<Path> target(Optional<String> typed) {
    return typed.filter(file -> !file.equals("-")).map(this::path);
  }

  /** A path as the user means it; INVALID where a script's variable was empty. */
  Path path(String typed) {
    if (typed.isEmpty()) {
      throw RegistryException.invalid(
          "an empty text names no file or folder", "write . for the folder you are in");
    }
    return house.folder().resolve(typed);
  }
}
