package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.LongHistory.CULPRIT;
import static dev.gitmodel.e2e.LongHistory.GIVEN_UP;
import static dev.gitmodel.e2e.LongHistory.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.app.InProcess;
import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a real history whose culprit is known, each way of asking finds it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TraceHistoryIT {
  private GitSandbox box;
  private InProcess program;
  private LongHistory history;

  @BeforeAll
  void publish(@TempDir(factory = InMemory.class) Path root) throws IOException {
    box = GitSandbox.in(root);
    program = new InProcess(root, box.folder());
    history = LongHistory.make(program, Files.createDirectories(root.resolve("work/iris")));
  }

  private String out(String... argv) {
    InProcess.Said said = program.run(argv);
    assertThat(said.exit()).as(said.toString()).isZero();
    return said.out();
  }

  private Map<?, ?> bisect(String... more) {
    List<String> line = new ArrayList<>(List.of("bisect", MODEL, "--json"));
    line.addAll(List.of(more));
    return tree(out(line.toArray(String[]::new)));
  }

  private static Map<?, ?> tree(String json) {
    return (Map<?, ?>) Json.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Map<?, ?>> list(Map<?, ?> tree, String key) {
    return ((List<?>) tree.get(key)).stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
  }

  private static List<String> versions(Map<?, ?> tree, String key) {
    return list(tree, key).stream().map(point -> (String) point.get("version")).toList();
  }

  /** {@code left 1.2.0}. */
  private static List<String> crossings(Map<?, ?> tree) {
    return list(tree, "crossings").stream()
        .map(c -> c.get("way") + " " + c.get("version"))
        .toList();
  }

  private String culprit() {
    return history.trial(CULPRIT);
  }

  @Test
  void theHistoryIsAsLongAsItSays() {
    assertThat(list(tree(out("versions", MODEL, "--json")), "rows")).hasSize(LongHistory.VERSIONS);
    assertThat(out("verify", MODEL)).contains("all well");
  }

  @Test
  void bisectFindsTheExperimentThatSpoiltMain() {
    Map<?, ?> found = bisect("--metric", "f1", "--tolerance", "1%", "--branch", "main");

    assertThat(crossings(found))
        .containsExactly("left " + culprit(), "left " + history.release(CULPRIT));
    Map<?, ?> first = list(found, "crossings").get(0);
    assertThat(first.get("first")).isEqualTo(true);
    Map<?, ?> why = (Map<?, ?>) first.get("why");
    assertThat(((Map<?, ?>) why.get("cause")).get("experiment")).isEqualTo("r" + CULPRIT);
    assertThat(list((Map<?, ?>) why.get("diff"), "hyperparameters"))
        .containsExactly(Map.of("path", "learning_rate", "before", "2.0e-5", "after", "0.002"));
    Map<?, ?> merge = list(found, "crossings").get(1);
    assertThat(merge.get("merged")).isEqualTo(true);
    assertThat(versions(merge, "like")).containsExactly(culprit());
  }

  @Test
  void overAllBranchesTheExperimentThatWasGivenUpIsAnother() {
    assertThat(crossings(bisect("--metric", "f1", "--tolerance", "1%")))
        .containsExactly(
            "left " + history.trial(GIVEN_UP),
            "left " + culprit(),
            "left " + history.release(CULPRIT));
  }

  @Test
  void aMetricThatComesAndGoesHasEachCrossing() {
    assertThat(crossings(bisect("--metric", "loss", "--branch", "main")))
        .containsExactly(
            "left " + history.start(3), "back " + history.start(5), "left " + history.start(20));
  }

  @Test
  void aLaterBaselineFindsTheLaterCrossing() {
    Map<?, ?> found =
        bisect("--metric", "loss", "--branch", "main", "--baseline", history.start(6));
    assertThat(crossings(found)).containsExactly("left " + history.start(20));
  }

  @Test
  void blameNamesTheSameVersion() {
    Map<?, ?> blame = tree(out("blame", MODEL, "training.hyperparameters.learning_rate", "--json"));
    assertThat(list(blame, "fields")).hasSize(1);
    Map<?, ?> field = list(blame, "fields").get(0);
    assertThat(field.get("version")).isEqualTo(culprit());
    assertThat(field.get("before")).isEqualTo("2.0e-5");
    assertThat(field.get("after")).isEqualTo("0.002");
  }

  @Test
  void lineageShowsTheMergedExperimentsAndNotTheOthers() {
    InProcess.Said said = program.run("lineage", MODEL + "@branch:main", "--json");
    // The training dataset is in no registry.
    assertThat(said.exit()).isEqualTo(6);
    List<Object> merged =
        list(tree(said.out()), "edges").stream()
            .filter(e -> "merged".equals(e.get("relation")))
            .<Object>map(e -> e.get("to"))
            .toList();
    assertThat(merged)
        .contains(MODEL + "@" + culprit())
        .doesNotContain(MODEL + "@" + history.trial(GIVEN_UP))
        .hasSizeGreaterThan(10);
  }

  @Test
  void theDiffAtTheCulpritNamesTheField() {
    assertThat(out("diff", MODEL + "@" + culprit(), MODEL + "@" + history.release(CULPRIT)))
        .doesNotContain("learning_rate");
    String before =
        list(bisect("--metric", "f1", "--tolerance", "1%"), "crossings").stream()
            .filter(c -> culprit().equals(c.get("version")))
            .map(c -> (String) list(c, "after").get(0).get("version"))
            .findFirst()
            .orElseThrow();
    assertThat(out("diff", MODEL + "@" + before, MODEL + "@" + culprit()))
        .contains("  ~ learning_rate  2.0e-5 → 0.002\n", "  ~ quality.txt  12 B → 12 B\n");
  }

  @Test
  void aCommandFindsItInLogarithmicallyManyVersionsAndRecordsThem() throws IOException {
    Path log = box.root().resolve("measured");
    String command = "echo $GIT_MODEL_VERSION >> " + log + "; sed 's/quality //' quality.txt";
    String[] more = {"--metric", "quality", "--branch", "main", "--command", command};

    Map<?, ?> found = bisect(more);

    // What a merge brought along counts as such.
    assertThat(list(found, "crossings"))
        .filteredOn(c -> c.get("merged").equals(false))
        .singleElement()
        .satisfies(c -> assertThat(c.get("version")).isEqualTo(culprit()))
        .satisfies(c -> assertThat(c.get("without")).isEqualTo(List.of()));
    List<String> measured = Files.readAllLines(log);
    int most = (int) Math.ceil(Math.log(LongHistory.VERSIONS) / Math.log(2)) + 2;
    assertThat(measured).doesNotHaveDuplicates().hasSizeBetween(3, most).contains(culprit());
    assertThat(versions(found, "evaluated")).isEqualTo(measured);
    String audit = out("audit", MODEL, "--operation", "metrics.update", "--format", "jsonl");
    assertThat(audit.lines().filter(l -> l.contains("\"reason\":\"bisect\"")))
        .hasSameSizeAs(measured);
    assertThat(out("metrics", MODEL + "@" + culprit())).containsPattern("quality +0.4\n");

    Map<?, ?> again = bisect(more);

    assertThat(crossings(again)).isEqualTo(crossings(found));
    assertThat(list(again, "evaluated")).isEmpty();
    assertThat(Files.readAllLines(log)).isEqualTo(measured);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void interruptedItLeavesNoFolderAndKeepsWhatItMeasured() throws IOException {
    Path pipe = box.root().resolve("pipe");
    box.tool("mkfifo", pipe.toString()).ok();
    String command =
        "if [ $GIT_MODEL_VERSION = 1.0.0 ]; then echo 1; else echo $$ > "
            + pipe
            + "; exec sleep 600; fi";
    GitSandbox.Started started =
        box.start("bisect", MODEL, "--metric", "slow", "--command", command);
    // Opens when the command of the second version does.
    String sleeper = Files.readString(pipe).strip();
    assertThat(temporary()).hasSize(1);

    box.tool("kill", "-INT", String.valueOf(started.process().pid())).ok();

    GitSandbox.finish(started).exits(130);
    assertThat(temporary()).isEmpty();
    assertThat(commandLine(sleeper)).doesNotContain("sleep");
    assertThat(out("metrics", MODEL + "@" + history.first())).containsPattern("slow +1\n");
  }

  private List<Path> temporary() throws IOException {
    try (var files = Files.list(box.root().resolve("tmp"))) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  /** Empty where it is gone, also where nobody has waited for it yet. */
  private static String commandLine(String process) throws IOException {
    Path file = Path.of("/proc", process, "cmdline");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
