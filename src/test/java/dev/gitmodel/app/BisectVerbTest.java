package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bisect} shows, and what it measures. */
final class BisectVerbTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publishFour() throws IOException {
    desk = new Desk(folder);
    push("1.0.0", "0.1");
    push("1.1.0", "0.1");
    push("1.2.0", "0.5");
    push("1.3.0", "0.5");
  }

  private void push(String version, String rate) throws IOException {
    Path model = Files.createDirectories(folder.resolve("iris" + version));
    Files.writeString(
        model.resolve("model.yaml"),
        """
        name: iris
        version: %s
        framework: other
        training: {dataset: acme/tickets@1.0.0, hyperparameters: {rate: %s}}
        """
            .formatted(version, rate));
    Files.writeString(model.resolve("a.txt"), rate);
    does("push", "iris" + version, "-m", "because " + version);
  }

  private Desk.Said does(String... argv) {
    Desk.Said said = desk.type(argv);
    assertThat(said.exit()).as(said.toString()).isZero();
    return said;
  }

  private void f1(String version, String value) {
    does("metrics", "iris@" + version, "f1=" + value);
  }

  private String out(String... argv) {
    return does(argv).out().replaceAll("\\b[0-9a-f]{8}\\b", "COMMIT");
  }

  private static Map<?, ?> tree(String json) {
    return (Map<?, ?>) Json.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theAnswerIsOneSentenceAndThenWhatIsBehindIt() {
    f1("1.0.0", "0.95");
    f1("1.1.0", "0.95");
    f1("1.2.0", "0.91");
    f1("1.3.0", "0.90");

    assertThat(out("bisect", "iris", "--metric", "f1", "--tolerance", "1%"))
        .isEqualTo(
            """
            f1 left its baseline 0.95 (1.0.0) at 1.2.0: 0.91, -0.04

            first left at 1.2.0, after 0.95 (1.1.0)
              by       Ana <ana@example.com>, 2026-03-01 12:00Z
              commit   COMMIT
              dataset  acme/tickets@1.0.0
              message  because 1.2.0
              audit    COMMIT  2026-03-01 12:00Z  Ana  metrics 1.2.0: f1=0.91
              audit    COMMIT  2026-03-01 12:00Z  Ana  publish 1.2.0 on main
            acme/iris@1.1.0 → 1.2.0
            hyperparameters
              ~ rate  0.1 → 0.5
            files
              ~ a.txt  3 B → 3 B
            metrics
              ~ f1  0.95 → 0.91  -0.04  worse
            """);
  }

  @Test
  void everyCrossingHasItsLine() {
    f1("1.0.0", "0.95");
    f1("1.1.0", "0.91");
    f1("1.2.0", "0.96");
    f1("1.3.0", "0.90");
    Desk.Said said = does("bisect", "iris", "--metric", "f1", "--limit", "1");
    assertThat(said.out())
        .startsWith(
            """
            f1 left its baseline 0.95 (1.0.0) at 1.1.0: 0.91, -0.04
              first left  at 1.1.0  0.91, -0.04  after 0.95 (1.0.0)
              came back   at 1.2.0  0.96, +0.01  after 0.91 (1.1.0)
              left        at 1.3.0  0.90, -0.05  after 0.96 (1.2.0)
            """)
        .contains("first left at 1.1.0, after")
        .doesNotContain("came back at 1.2.0, after");
    assertThat(said.err()).isEqualTo("hint: 2 more to explain: --limit 3 explains all\n");
  }

  @Test
  void whatNeverLeftIsSaidSo() {
    f1("1.0.0", "0.95");
    f1("1.3.0", "0.94");
    Desk.Said said = does("bisect", "iris", "--metric", "f1", "--tolerance", "0.01");
    assertThat(said.out())
        .isEqualTo(
            """
            f1 never left its baseline 0.95 (1.0.0): 2 versions have it, the lowest after it is 0.94 (1.3.0)
            without f1: 1.1.0, 1.2.0
            """);
  }

  @Test
  void whereVersionsLackItTheAnswerIsARangeAndHowToNarrowIt() {
    f1("1.0.0", "0.95");
    f1("1.3.0", "0.9");
    Desk.Said said = does("bisect", "iris", "--metric", "f1");
    assertThat(said.out())
        .startsWith(
            "f1 left its baseline 0.95 (1.0.0) between 1.0.0 and 1.3.0: 0.9, -0.05;"
                + " 1.1.0, 1.2.0 have no f1\n");
    assertThat(said.err())
        .isEqualTo(
            "hint: measure what lies between with: git model bisect acme/iris --metric f1"
                + " --command CMD\n");
  }

  @Test
  void anUnknownDirectionIsSaid() {
    does("metrics", "iris@1.0.0", "bananas=5");
    does("metrics", "iris@1.1.0", "bananas=6");
    Desk.Said said = does("bisect", "iris", "--metric", "bananas");
    assertThat(said.out()).startsWith("bananas left its baseline 5 (1.0.0) at 1.1.0: 6, +1\n");
    assertThat(said.err()).startsWith("whether more or less of bananas is better is not known");
    Desk.Said higher = does("bisect", "iris", "--metric", "bananas", "--direction", "higher");
    assertThat(higher.out()).startsWith("bananas never left");
    assertThat(higher.err()).isEmpty();
  }

  @Test
  void theJsonHasTheDocumentedShape() {
    f1("1.0.0", "0.95");
    f1("1.3.0", "0.9");
    String json = out("bisect", "iris", "--metric", "f1", "--json");
    assertThat(json).isEqualTo(out("bisect", "iris", "--metric", "f1", "--format", "json"));
    Map<?, ?> tree = tree(json);
    assertThat(tree.keySet())
        .hasToString(
            "[dry_run, model, metric, direction, tolerance, baseline, partial, crossings,"
                + " measured, without, no_number, evaluated, untestable, would_evaluate,"
                + " would_evaluate_about, missing]");
    Map<?, ?> crossing = (Map<?, ?>) ((List<?>) tree.get("crossings")).get(0);
    assertThat(crossing.get("way")).isEqualTo("left");
    assertThat(crossing.get("first")).isEqualTo(true);
    assertThat(crossing.get("without")).isEqualTo(List.of("1.1.0", "1.2.0"));
    Map<?, ?> why = (Map<?, ?>) crossing.get("why");
    assertThat(why.keySet()).hasToString("[cause, dataset, audit, diff]");
    assertThat(((Map<?, ?>) why.get("diff")).get("hyperparameters"))
        .isEqualTo(List.of(Map.of("path", "rate", "before", "0.1", "after", "0.5")));
  }

  @Test
  void markdownIsForAnIssue() {
    f1("1.0.0", "0.95");
    f1("1.1.0", "0.9");
    assertThat(out("bisect", "iris", "--metric", "f1", "--format", "markdown"))
        .startsWith(
            """
            **f1 left its baseline 0.95 (1.0.0) at 1.1.0: 0.9, -0.05**

            | | Where | Value | Compared with |
            |---|---|---|---|
            | first left | at 1.1.0 | 0.9, -0.05 | after 0.95 (1.0.0) |

            - without f1: 1.2.0, 1.3.0

            ## first left at 1.1.0

            - by: Ana &lt;ana@example.com>, 2026-03-01 12:00Z
            """)
        .contains("### acme/iris@1.0.0 → 1.1.0", "| f1 | 0.95 | 0.9 | -0.05 | worse |");
  }

  @Test
  void aCommandMeasuresWhatIsMissing() {
    String command = "test \"$GIT_MODEL_FOLDER\" = \"$(pwd -P)\" && sed s/0.1/0.95/ a.txt";
    Desk.Said said = does("bisect", "iris", "--metric", "f1", "--command", command);
    assertThat(said.out())
        .startsWith("f1 left its baseline 0.95 (1.0.0) at 1.2.0: 0.5, -0.45\n")
        .contains("measured and recorded: 0.95 (1.0.0), 0.5 (1.3.0), ", "rate  0.1 → 0.5")
        .contains("metrics 1.2.0: f1=0.5  (bisect)", "~ f1  0.95 → 0.5  -0.45  worse");
    assertThat(said.err())
        .startsWith("measuring 1.0.0, then about 2 more\n1.0.0: f1 is 0.95\nmeasuring 1.3.0");
    assertThat(does("bisect", "iris", "--metric", "f1", "--command", "false").err()).isEmpty();
    assertThat(out("audit", "iris", "--operation", "metrics")).contains("(bisect)");
    assertThat(folder.toFile().list((dir, name) -> name.startsWith("git-model-"))).isEmpty();
  }

  @Test
  void aRehearsalSaysWhatWouldBeMeasured() {
    String[] line = {"bisect", "iris", "--metric", "f1", "--command", "false", "--dry-run"};
    assertThat(out(line))
        .isEqualTo(
            """
            without f1: 1.0.0, 1.1.0, 1.2.0, 1.3.0
            Would measure acme/iris@1.0.0, acme/iris@1.3.0 first, about 4 versions in all, with: false
            """);
    f1("1.0.0", "0.95");
    f1("1.1.0", "0.95");
    f1("1.2.0", "0.5");
    assertThat(out(line))
        .contains(
            "f1 left its baseline 0.95 (1.0.0) at 1.2.0",
            "Nothing to do: acme/iris has every value that is needed");
  }

  @Test
  void whatIsWrongIsSaidWithItsExitCode() {
    f1("1.0.0", "0.95");
    f1("1.1.0", "0.95");
    assertThat(desk.type("bisect", "iris").err()).contains("error: which metric?");
    assertThat(desk.type("bisect", "iris").exit()).isEqualTo(2);
    Desk.Said mistyped = desk.type("bisect", "iris", "--metric", "f11");
    assertThat(mistyped.exit()).isEqualTo(3);
    assertThat(mistyped.err()).contains("hint: did you mean f1? there are: f1");
    assertThat(desk.type("bisect", "nobody", "--metric", "f1").exit()).isEqualTo(3);
    assertThat(desk.type("bisect", "iris", "--metric", "f1", "--baseline", "9.0.0").exit())
        .isEqualTo(3);
    assertThat(desk.type("bisect", "iris", "--metric", "f1", "--tolerance", "some").exit())
        .isEqualTo(2);
    Desk.Said failed =
        desk.type("bisect", "iris", "--metric", "f1", "--command", "echo no GPU >&2; exit 3");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("error: the command failed on acme/iris@1.3.0 with exit code 3\n  no GPU\n");
  }
}
