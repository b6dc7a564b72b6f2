package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.app.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
          "init fresh --name acme/fresh",
          "init one --name acme/iris",
          "create acme/new",
          "clone acme/iris new/clone",
          "push two --bump minor --alias staging --metric f1=0.9",
          "push one --name acme/iris --version 1.0.0 --branch other",
          "metrics acme/iris@1.0.0 f1=0.5",
          "bisect acme/iris --metric f1 --command false",
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
          "pull acme/iris@1.0.0 -o new/folder",
          "pull acme/iris@1.0.0 -o pulled",
          "pull acme/iris@1.0.0 -o changed --force",
          "doctor acme/iris --fix",
          "audit reconcile acme/iris",
          "notify acme/iris",
          "gc --grace 0s");

  /** What the real command refuses, and its exit code. */
  static final Map<String, Integer> REFUSED =
      Map.of(
          "init one/model.yaml --name acme/x", 2,
          "init one/model.yaml/below", 2,
          "clone acme/nothing", 3,
          "clone acme/iris one", 4,
          "pull acme/iris@9.9.9", 3,
          "pull acme/iris@1.0.0 -o changed", 4,
          "pull acme/iris@1.0.0 -o one/model.yaml", 4,
          "pull acme/iris@1.0.0 --include *.nothing", 3,
          "doctor acme/nothing --fix", 3);

  private Machine machine;
  private InProcess program;
  private Path lock;

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
    does("pull acme/iris@1.1.0 -o pulled");
    does("pull acme/iris@1.1.0 -o changed");
    Machine.write(machine.box().folder().resolve("changed/config.json"), "{}");
    Machine.write(machine.box().repository(MODEL).resolve("lfs/tmp/left"), "over");
    // What a crash can leave, old enough to be nobody's.
    lock = machine.box().repository(MODEL).resolve("refs/heads/main.lock");
    Machine.write(lock, "");
    assertThat(lock.toFile().setLastModified(0)).isTrue();
    machine.git("config", "receive.denyDeletes", "false");
  }

  private InProcess.Said does(String line) {
    InProcess.Said said = program.run(line.split(" "));
    assertThat(said.exit()).as(said.toString()).isZero();
    return said;
  }

  /** Every file with what is in it, and every folder. */
  private Map<String, String> all() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Path top : List.of(machine.box().registry(), machine.box().folder())) {
      all.putAll(Machine.hashes(top));
      try (Stream<Path> paths = Files.walk(top)) {
        paths.forEach(path -> all.putIfAbsent(path.toString(), "is there"));
      }
    }
    return all;
  }

  @ParameterizedTest
  @FieldSource("LINES")
  void changesNothing(String line) throws IOException {
    Map<String, String> before = all();

    InProcess.Said said = does(line + " --dry-run");

    assertThat(said.out())
        .containsPattern(
            "(?m)^(Would [a-z]+|Nothing to do:) .*acme/|^Would (free|write) |^Nothing to do: all");
    assertThat(all()).isEqualTo(before);
  }

  @ParameterizedTest
  @FieldSource("LINES")
  void saysSoInJson(String line) throws IOException {
    Map<String, String> before = all();

    assertThat(does(line + " --dry-run --json").out()).contains("\"dry_run\": true");
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void whatIsRefusedIsRefusedInTheSameWay() throws IOException {
    Map<String, String> before = all();
    REFUSED.forEach(
        (line, code) -> {
          InProcess.Said rehearsed = program.run((line + " --dry-run").split(" "));
          InProcess.Said real = program.run(line.split(" "));
          assertThat(rehearsed.exit()).as(line + rehearsed).isEqualTo(code);
          assertThat(rehearsed).as(line).isEqualTo(real);
        });
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void theDoctorNamesEachThingItWouldMend() {
    assertThat(does("doctor acme/iris --fix --dry-run").out())
        .contains("Would mend acme/iris: remove the left-over lock refs/heads/main.lock\n")
        .contains("Would mend acme/iris: set receive.denyDeletes = true\n")
        .doesNotContain("all well");
    assertThat(program.run("doctor", "acme/iris", "--dry-run").exit()).isEqualTo(1);
  }

  @Test
  void aPullNamesEachFileAndEachLocalChangeItWouldGiveUp() {
    assertThat(does("pull acme/iris@1.0.0 -o changed --force --dry-run").out())
        .contains("write   config.json  (a local change is given up)\n")
        .contains("write   model.safetensors\n");
  }

  @Test
  void everyVerbThatHasItIsTried() {
    Set<String> untried = new TreeSet<>();
    Pattern.compile("(?m)^  ([a-z]+(?: [a-z]+)?)  ")
        .matcher(program.run("help").out())
        .results()
        .map(verb -> verb.group(1))
        .filter(verb -> does("help " + verb).out().contains("--dry-run  "))
        // What installing would do is asked of the launcher, which alone can do it; of hooks and of
        // releasing in a clone.
        .filter(verb -> !Set.of("install", "uninstall", "hook install", "release").contains(verb))
        .filter(verb -> LINES.stream().noneMatch(line -> line.startsWith(verb + " ")))
        .forEach(untried::add);
    assertThat(untried).isEmpty();
  }
}
