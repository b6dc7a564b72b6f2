package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Repositories that have lost an object. */
final class Unreadable {
  private Unreadable() {}

  /** A store with {@code acme/iris} in these versions, of which one has lost its manifest. */
  static ModelStore manifest(Path folder, String lost, String... versions)
      throws IOException, InterruptedException {
    ModelStore store = Stores.GIT.open(folder);
    Fleet fleet = new Fleet(store);
    ModelName iris = fleet.create("acme/iris");
    for (String version : versions) {
      fleet.publish(iris, version, "");
    }
    Stores.close(store);
    lose(folder.resolve("registry/acme/iris.git"), "v" + lost + ":model.yaml");
    return Stores.GIT.open(folder, "fresh-cache");
  }

  /** Removes the object that {@code name} means. */
  static void lose(Path repository, String name) throws IOException, InterruptedException {
    String id = git(repository, "rev-parse", name).strip();
    Files.delete(
        repository.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2)));
  }

  /** What git says. */
  static String git(Path repository, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
    return said;
  }
}
