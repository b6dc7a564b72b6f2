package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final String ARCHIVE = " dev.gitmodel.app.Main source: shared objects file";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  // Indexes are made of what has not moved for a second.
  private static final Duration SETTLED = Duration.ofMillis(1_100);

  private Machine machine;

  @BeforeAll
  void publishThree(@TempDir Path root) throws IOException {
    machine = Machine.in(root);
    awaitArchive();
    for (int i = 0; i < 3; i++) {
      String folder = machine.folder("v" + i, i).toString();
      machine.out("push", folder, "--name", MODEL, "--bump", "minor", "--metric", "f1=0." + i);
    }
    machine.out("alias", MODEL + "@0.1.0", "champion");
    machine.out("alias", MODEL + "@0.2.0", "champion");
  }

  /** While another test's first start makes the archive, the launcher does without. */
  private void awaitArchive() throws IOException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (loaded("list").noneMatch(line -> line.contains(ARCHIVE))) {
      assertThat(Instant.now()).as("no archive after " + PATIENCE).isBefore(limit);
    }
  }

  /** Where each class came from that these words load. */
  private Stream<String> loaded(String... words) throws IOException {
    Path log = machine.box().root().resolve("classes.log");
    Run run = machine.box().with("_JAVA_OPTIONS", "-Xlog:class+load:file=" + log).run(words);
    // 6: the dataset that the models name is not here.
    assertThat(run.exit()).as(run.err()).isIn(0, 6);
    return Files.readAllLines(log).stream();
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
    List<String> lines = loaded(words).toList();

    assertThat(lines).as("from the archive").anyMatch(loaded -> loaded.contains(ARCHIVE));
    assertThat(lines.stream().filter(loaded -> loaded.contains(JAR))).isEmpty();
  }

  /**
   * The first lambda that is linked takes 4 ms; in these all are classes, and nothing asks the JDK
   * for one.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "list --where metrics.f1>0.1 --sort name",
        "list --at 2026-01-01T00:00:00Z",
        "resolve MODEL@champion",
        "resolve MODEL@0.1.0 --json",
        "lineage MODEL@0.1.0 --down",
      })
  void whatAsksAnIndexLinksNoLambda(String line) throws Exception {
    String[] words = line.replace("MODEL", MODEL).split(" ");
    Thread.sleep(SETTLED.toMillis());
    machine.box().run(words);

    assertThat(loaded(words).filter(loaded -> loaded.contains(" java.lang.invoke.LambdaMeta")))
        .isEmpty();
  }
}
