package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import dev.gitmodel.store.TinyWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff} and the driver of {@code git diff} show. */
final class DiffVerbTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publishTwo() throws IOException {
    desk = new Desk(folder);
    publish(
        "1.0.0",
        "learning_rate: 0.1, epochs: 3",
        TinyWeights.of("head", "hhhh", "body", "b".repeat(9000), "old", "o"),
        Map.of("vocab.txt", "one\n", "notes.txt", "x"));
    publish(
        "1.1.0",
        "learning_rate: 0.05, epochs: 3",
        TinyWeights.of("head", "hhhhh", "body", "b".repeat(8999) + "c", "new|er", "n"),
        Map.of("vocab.txt", "one\ntwo\n"));
    desk.out("metrics", "iris@1.0.0", "f1=0.83", "loss=0.4", "auc=0.9");
    desk.out("metrics", "iris@1.1.0", "f1=0.86", "loss=0.5", "recall=0.7");
  }

  private void publish(
      String version, String parameters, TinyWeights weights, Map<String, String> files)
      throws IOException {
    Path model = Files.createDirectories(folder.resolve(version));
    Files.writeString(
        model.resolve("model.yaml"),
        """
        name: iris
        version: %s
        framework: safetensors
        training:
          dataset: acme/flowers@%s
          hyperparameters: {%s}
        """
            .formatted(version, version, parameters));
    Files.writeString(model.resolve("w.safetensors"), weights.text());
    Files.writeString(model.resolve("README.md"), "# iris\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(model.resolve(file.getKey()), file.getValue());
    }
    desk.out("push", version);
  }

  @Test
  void diffIsASectionForEachKindOfThing() {
    assertThat(desk.out("diff", "iris@1.0.0", "iris"))
        .isEqualTo(
            """
            acme/iris@1.0.0 → 1.1.0
            hyperparameters
              ~ learning_rate  0.1 → 0.05
            dataset
              ~ training.dataset  acme/flowers@1.0.0 → acme/flowers@1.1.0
            files
              - notes.txt      1 B
              ~ vocab.txt      4 B → 8 B
              ~ w.safetensors  10.0 kB → 10.0 kB
            tensors: 1 added, 1 removed, 1 reshaped, 1 changed, 0 unchanged
              ~ body    changed   U8 [9000]        9.0 % of 9.0 kB
              ~ head    reshaped  U8 [4] → U8 [5]  4 B → 5 B
              + new|er  added     U8 [1]           1 B
              - old     removed   U8 [1]           1 B
            metrics
              - auc     0.9
              ~ f1      0.83 → 0.86  +0.03  better
              ~ loss    0.4 → 0.5    +0.1   worse
              + recall  0.7
            """);
  }

  @Test
  void diffInMarkdownFitsAPullRequest() {
    assertThat(desk.out("diff", "iris@1.0.0", "iris@1.1.0", "--format", "markdown"))
        .startsWith(
            "### acme/iris@1.0.0 → 1.1.0\n\n| Hyperparameter | Before | After |\n|---|---|---|\n")
        .contains("| `learning_rate` | 0.1 | 0.05 |\n")
        .contains("| f1 | 0.83 | 0.86 | +0.03 | better |\n")
        .contains("| `notes.txt` | removed | 1 B |\n")
        .contains(
            "<details><summary>Tensors: 1 added, 1 removed, 1 reshaped, 1 changed, 0 unchanged</summary>\n")
        .contains("| new\\|er | added | U8 \\[1\\] | 1 B |\n")
        .endsWith("\n</details>\n");
  }

  @Test
  void diffInJsonHasTheDocumentedShape() {
    String json = desk.out("diff", "iris@1.0.0", "iris@1.1.0", "--json");

    assertThat(json).isEqualTo(desk.out("diff", "iris@1.0.0", "iris@1.1.0", "--format", "json"));
    Map<?, ?> tree = (Map<?, ?>) Json.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(tree.keySet())
        .hasToString(
            "[from, to, partial, fields, hyperparameters, dataset, files, tensors, metrics, unreadable]");
    assertThat(tree.get("partial")).isEqualTo(false);
    assertThat(tree.get("hyperparameters"))
        .isEqualTo(List.of(Map.of("path", "learning_rate", "before", "0.1", "after", "0.05")));
    assertThat(tree.get("files")).asString().contains("{path=notes.txt, change=removed, before=1}");
    assertThat(tree.get("tensors"))
        .asString()
        .contains("unchanged=0", "{name=body, change=changed", "changed_bytes=808");
    assertThat(tree.get("metrics"))
        .asString()
        .contains("{name=f1, before=0.83, after=0.86, difference=0.03, trend=better}");
  }

  @Test
  void twoVersionsThatAreOneDoNotDiffer() {
    assertThat(desk.out("diff", "iris@1.0.0", "iris@1.0.0"))
        .isEqualTo("acme/iris@1.0.0 → 1.0.0\nno difference\n");
    assertThat(desk.out("diff", "iris@1.0.0", "iris@1.0.0", "--format", "markdown"))
        .endsWith("\nNo difference.\n");
  }

  @Test
  void aVersionThatIsNotThereAndAFormatThatIsNoneAreRefused() {
    assertThat(desk.type("diff", "iris@1.0.0", "iris@9.9.9").exit()).isEqualTo(3);
    assertThat(desk.type("diff", "iris@1.0.0", "iris", "--format", "html").exit()).isEqualTo(2);
    assertThat(desk.type("diff", "iris@1.0.0").exit()).isEqualTo(2);
  }

  @Test
  void weightsThatBreakTheirFormatLeaveTheRestAnsweredAndSaid() throws IOException {
    Files.writeString(folder.resolve("1.1.0/w.safetensors"), "no weights");
    desk.type("push", "1.1.0", "--version", "1.2.0");

    Desk.Said said = desk.type("diff", "iris@1.0.0", "iris@1.2.0");

    assertThat(said.exit()).isEqualTo(6);
    assertThat(said.out()).contains("learning_rate", "w.safetensors").doesNotContain("tensors:");
    assertThat(said.err())
        .startsWith("warning: tensors not compared: w.safetensors of acme/iris@1.2.0: ");
    assertThat(desk.type("diff", "iris@1.0.0", "iris@1.2.0", "--json").out())
        .contains("\"partial\": true");
    assertThat(desk.type("diff", "iris@1.0.0", "iris@1.2.0", "--exit-code").exit()).isEqualTo(1);
    assertThat(desk.type("diff", "iris@1.0.0", "iris@1.1.0").exit()).isZero();
  }

  @Test
  void textconvShowsAManifestByItsFields() throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"), "tags: [b,   a] # why\nname: x\ndescription: |\n  one\n  two\n");
    assertThat(desk.out("textconv", "manifest", "m.yaml"))
        .isEqualTo("description: one\ndescription: two\nname: x\ntags: [b, a]\n");
    Files.writeString(folder.resolve("m.yaml"), "name: [half\nof it\n");
    assertThat(desk.out("textconv", "manifest", "m.yaml")).isEqualTo("name: [half\nof it\n");
  }

  @Test
  void textconvIsForGitAndNotAmongTheVerbs() {
    assertThat(desk.out("help")).contains("  diff ").doesNotContain("textconv");
    assertThat(desk.type("textconv", "nothing", "m").exit()).isEqualTo(2);
  }
}
