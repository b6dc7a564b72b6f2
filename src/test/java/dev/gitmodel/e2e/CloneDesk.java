package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model of two versions, and the clones of it that tests work in. */
final class CloneDesk {
  final Machine machine;

  /** 1.0.0 is the champion with an f1 of 0.7, 1.1.0 is on staging with 0.8. */
  CloneDesk(Path root) {
    machine = Machine.in(root);
    machine.folder("one", 1);
    push("one", "--version", "1.0.0", "--alias", "champion", "--metric", "f1=0.7");
    machine.folder("two", 2);
    push("two", "--version", "1.1.0", "--alias", "staging", "--metric", "f1=0.8");
  }

  void push(String folder, String... more) {
    List<String> words = new ArrayList<>(List.of("push", folder, "--name", MODEL));
    words.addAll(List.of(more));
    machine.out(words.toArray(String[]::new));
  }

  GitSandbox cloned(String... more) {
    List<String> words = new ArrayList<>(List.of("clone", MODEL));
    words.addAll(List.of(more));
    Run run = machine.box().run(words.toArray(String[]::new)).ok();
    assertThat(run.err()).isEmpty();
    return machine.box().at(machine.box().folder().resolve("iris"));
  }

  static String git(GitSandbox at, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return at.tool(command.toArray(String[]::new)).ok().out();
  }

  static void commit(GitSandbox at, String message) {
    git(at, "add", "--all");
    git(at, "commit", "--quiet", "-m", message);
  }
}
