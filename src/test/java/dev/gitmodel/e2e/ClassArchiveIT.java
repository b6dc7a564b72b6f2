package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No common verb starts slowly, because the launcher's archive holds every class that it loads. A
 * verb that fails here is missing in the lines that the launcher's warm-up types.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClassArchiveIT {
  private static final String JAR = " source: file:";
  private Machine machine;

  @BeforeAll
  void publishThree(@TempDir Path root) {
    machine = Machine.in(root);
    for (int i = 0; i < 3; i++) {
      String folder = machine.folder("v" + i, i).toString();
      machine.out("push", folder, "--name", MODEL, "--bump", "minor", "--metric", "f1=0." + i);
    }
    machine.out("alias", MODEL + "@0.1.0", "champion");
    machine.out("alias", MODEL + "@0.2.0", "champion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "list --where metrics.f1>0.1 --sort updated --limit 2",
        "list --at 0d",
        "info MODEL",
        "info MODEL@champion --json",
        "versions MODEL",
        "versions MODEL --sort f1 --desc",
        "resolve MODEL@champion",
        "resolve MODEL@champion --at 0d",
        "compare MODEL 0.1.0 0.2.0",
        "metrics MODEL",
        "metrics MODEL@0.1.0 loss=0.5",
        "history MODEL --metric f1",
        "describe MODEL",
        "alias MODEL@0.1.0 stable",
        "gate MODEL@0.3.0 --alias champion",
        "diff MODEL@0.1.0 MODEL@0.2.0",
        "bisect MODEL --metric f1 --baseline 0.3.0",
        "blame MODEL",
        "lineage MODEL",
        "lineage MODEL@0.1.0 --down",
        "audit MODEL",
        "audit --format jsonl",
        "audit verify MODEL",
        "verify MODEL",
        "pull MODEL -o pulled",
        "path MODEL",
        "push v2 --name MODEL --bump minor",
        "push v2 --name MODEL --bump minor --dry-run",
        "doctor",
        "gc",
        "help push"
      })
  void everyClassComesFromTheArchive(String line) throws IOException {
    String[] words = line.replace("MODEL", MODEL).split(" ");
    // What the first time leaves behind, an index or a folder, is there the second time.
    machine.box().run(words);
    Path log = machine.box().root().resolve("classes.log");
    Run run = machine.box().with("_JAVA_OPTIONS", "-Xlog:class+load:file=" + log).run(words);

    // 6: the dataset that the models name is not here.
    assertThat(run.exit()).as(run.err()).isIn(0, 6);
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).as("from the archive").anyMatch(l -> l.contains("shared objects file"));
    assertThat(ofTheJar(lines)).isEmpty();
  }

  private static Stream<String> ofTheJar(List<String> lines) {
    return lines.stream().filter(l -> l.contains(JAR)).map(l -> l.substring(0, l.indexOf(JAR)));
  }
}
