package dev.gitmodel.app;

import dev.gitmodel.git.CloneHere;
import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.git.WorkTree;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.workspace.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where the user stands: in a clone of which model, and whether that has all of it. */
final class Standing {
  private static final String ELSEWHERE =
      "name a model, such as acme/iris@champion; git model clone MODEL makes a clone of one";

  private final Path folder;
  private final UserConfig user;
  private final Supplier<Optional<String>> namespace;
  private final Supplier<GitModelStore> store;
  private final Set<ModelName> looked = new HashSet<>();

  Standing(
      Path folder,
      UserConfig user,
      Supplier<Optional<String>> namespace,
      Supplier<GitModelStore> store) {
    this.folder = folder;
    this.user = user;
    this.namespace = namespace;
    this.store = store;
  }

  /**
   * By the clone's setting, else by where it was cloned from, else by its {@code model.yaml};
   * INVALID where none of them says.
   */
  ModelName model() {
    WorkTree tree =
        WorkTree.around(folder)
            .orElseThrow(
                () ->
                    RegistryException.invalid(
                        "'.' and '@' mean the model whose clone you stand in, and you stand in"
                            + " none",
                        ELSEWHERE));
    return setting()
        .or(() -> new CloneHere(tree, user).origin(store.get()))
        .or(() -> manifest(tree.root()))
        .orElseThrow(
            () ->
                RegistryException.invalid(
                    "can't tell of which model " + tree.root() + " is a clone",
                    "git config model.name acme/iris says it"));
  }

  private Optional<ModelName> setting() {
    return CloneHere.named(user).map(ModelName::parse);
  }

  /** The model whose clone has its root there, as its setting says; empty where it has none. */
  Optional<ModelName> at(Path directory) {
    return setting()
        .filter(
            model -> WorkTree.around(folder).filter(tree -> isSame(tree, directory)).isPresent());
  }

  private static boolean isSame(WorkTree tree, Path directory) {
    try {
      return Files.isSameFile(tree.root(), directory);
    } catch (IOException unknown) {
      return false;
    }
  }

  private Optional<ModelName> manifest(Path root) {
    return Files.exists(root.resolve(Manifest.FILE.text()))
        ? new Folder(root, GitLfsRules::lfs)
            .manifest()
            .manifest()
            .text("name")
            .map(ModelName::parse)
            .map(name -> name.within(namespace.get()))
        : Optional.empty();
  }

  /**
   * What the clone lacks of the model, told once. Only of one that says whose clone it is: to find
   * that out otherwise would take every command time. Where the registry can't be asked, the
   * command itself will say so.
   */
  Optional<String> lack(ModelName model) {
    if (!looked.add(model) || !setting().equals(Optional.of(model))) {
      return Optional.empty();
    }
    try {
      return WorkTree.around(folder)
          .flatMap(tree -> new CloneHere(tree, user).lack(store.get(), model));
    } catch (RegistryException unknown) {
      return Optional.empty();
    }
  }
}
