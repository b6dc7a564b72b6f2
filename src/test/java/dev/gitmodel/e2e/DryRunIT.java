package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.app.InProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every verb that writes, with --dry-run: it says what it would do, and not a byte changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DryRunIT {
  static final List<String> LINES =
      List.of(
          "create acme/new",
          "push two --bump minor --alias staging --metric f1=0.9",
          "push one --name acme/iris --version 1.0.0 --branch other",
          "metrics acme/iris@1.0.0 f1=0.5",
          "metrics acme/iris@1.0.0 --unset f1",
          "describe acme/iris@1.0.0 words",
          "describe acme/iris@1.0.0 --clear",
          "alias acme/iris@1.0.0 champion",
          "alias acme/iris@1.0.0 other",
          "alias acme/iris champion --remove",
          "rollback acme/iris champion",
          "delete acme/iris@1.0.0",
          "delete acme/iris@1.0.0 --yes",
          "experiment start acme/iris new",
          "experiment promote acme/iris wide --bump minor",
          "experiment delete acme/iris wide --yes",
          "gc --grace 0s");

  private Machine machine;
  private InProcess program;

  @BeforeAll
  void publish(@TempDir Path root) {
    machine = Machine.in(root);
    machine.folder("one", 1);
    machine.folder("two", 2);
    machine.config("model.namespace", "acme");
    program = new InProcess(root, machine.box().folder());
    does("push one --version 1.0.0 --alias champion --metric f1=0.7");
    machine.folder("one", 3);
    does("push one --version 1.1.0 --alias champion");
    does("describe acme/iris@1.0.0 first");
    does("experiment start acme/iris wide");
    machine.folder("one", 4);
    does("push one --experiment wide");
    machine.folder("one", 1);
    Machine.write(machine.box().repository(MODEL).resolve("lfs/tmp/left"), "over");
  }

  private InProcess.Said does(String line) {
    InProcess.Said said = program.run(line.split(" "));
    assertThat(said.exit()).as(said.toString()).isZero();
    return said;
  }

  private Map<String, String> registry() {
    return Machine.hashes(machine.box().registry());
  }

  @ParameterizedTest
  @FieldSource("LINES")
  void changesNothing(String line) {
    Map<String, String> before = registry();

    InProcess.Said said = does(line + " --dry-run");

    assertThat(said.out()).isNotBlank();
    assertThat(registry()).isEqualTo(before);
  }

  @Test
  void everyVerbThatHasItIsTried() {
    Set<String> untried = new TreeSet<>();
    Pattern.compile("(?m)^  ([a-z]+(?: [a-z]+)?)  ")
        .matcher(program.run("help").out())
        .results()
        .map(verb -> verb.group(1))
        .filter(verb -> does("help " + verb).out().contains("--dry-run  "))
        .filter(verb -> LINES.stream().noneMatch(line -> line.startsWith(verb + " ")))
        .forEach(untried::add);
    assertThat(untried).isEmpty();
  }
}
