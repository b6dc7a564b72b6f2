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

/** What {@code lineage} and {@code blame} show. */
final class TraceVerbsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publishThree() throws IOException {
    desk = new Desk(folder);
    push("tickets", "1.0.0", "kind: dataset\n");
    push("iris", "1.0.0", "license: mit\ntraining: {dataset: acme/tickets@1.0.0}\n");
    push("iris", "1.1.0", "license: apache-2.0\nbase_model: 'org/Big \"7B\"'\n");
    push("iris", "1.2.0", "license: apache-2.0\n");
  }

  private void push(String name, String version, String manifest) throws IOException {
    Path model = Files.createDirectories(folder.resolve(name + version));
    Files.writeString(
        model.resolve("model.yaml"),
        "name: " + name + "\nversion: " + version + "\nframework: other\n" + manifest);
    Files.writeString(model.resolve("a.txt"), name);
    assertThat(desk.type("push", name + version, "-m", "because " + version).exit()).isZero();
  }

  private String out(String... argv) {
    Desk.Said said = desk.type(argv);
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    return said.out().replaceAll("sha256:[0-9a-f]{12,64}", "DIGEST");
  }

  @Test
  void lineageIsATreeWhoseLineOfParentsStandsStraight() {
    assertThat(out("lineage", "iris@1.2.0"))
        .isEqualTo(
            """
            acme/iris@1.2.0  DIGEST
            ├─ parent acme/iris@1.1.0  DIGEST  verified
            │  └─ base model org/Big "7B" (outside)
            └─ parent acme/iris@1.0.0  DIGEST  verified
               └─ training dataset acme/tickets@1.0.0  DIGEST  verified
            """);
  }

  @Test
  void downwardsTheTreeIsOfWhatWasDerived() {
    assertThat(out("lineage", "tickets", "--down"))
        .isEqualTo(
            """
            acme/tickets@1.0.0  DIGEST
            └─ training dataset of acme/iris@1.0.0  DIGEST  verified
               ├─ parent of acme/iris@1.1.0  DIGEST  verified
               └─ parent of acme/iris@1.2.0  DIGEST  verified
            """);
  }

  @Test
  void drawingsEscapeWhatTheirLanguageWouldRead() {
    assertThat(out("lineage", "iris@1.1.0", "--format", "mermaid"))
        .startsWith("flowchart LR\n  n0[\"acme/iris@1.1.0\"]\n")
        .contains("[\"org/Big #34;7B#34; (outside)\"]", " -->|base model| ");
    assertThat(out("lineage", "iris@1.1.0", "--format", "dot"))
        .startsWith("digraph lineage {\n")
        .contains("\"acme/iris@1.1.0\" -> \"org/Big \\\"7B\\\"\" [label=\"base model\"];")
        .endsWith("}\n");
  }

  @Test
  void lineageInJsonHasTheDocumentedShape() {
    String json = out("lineage", "iris@1.0.0", "--json");

    assertThat(json).isEqualTo(out("lineage", "iris@1.0.0", "--format", "json"));
    Map<?, ?> tree = (Map<?, ?>) Json.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(tree.keySet()).hasToString("[root, partial, nodes, edges, findings]");
    assertThat(tree.get("edges"))
        .isEqualTo(
            List.of(
                Map.of(
                    "from", "acme/iris@1.0.0",
                    "relation", "training_dataset",
                    "to", "acme/tickets@1.0.0",
                    "check", "verified")));
  }

  @Test
  void aPartialLineageWarnsAndSaysSoByItsExitCode() throws IOException {
    push("heir", "1.0.0", "base_model: acme/gone@1.0.0\n");
    Desk.Said said = desk.type("lineage", "heir");
    assertThat(said.exit()).isEqualTo(6);
    assertThat(said.out())
        .contains("└─ base model acme/gone@1.0.0 (missing)  not verified: it is missing");
    assertThat(said.err())
        .contains("warning: acme/gone@1.0.0: is not in the registry", "hint: git model list");
    assertThat(desk.type("lineage", "heir", "--format", "svg").exit()).isEqualTo(2);
    assertThat(desk.type("lineage", "nobody").exit()).isEqualTo(3);
  }

  @Test
  void blameIsALineAField() {
    String said = out("blame", "iris");
    assertThat(said).startsWith("FIELD ");
    assertThat(said)
        .containsPattern(
            "license +apache-2\\.0 +1\\.1\\.0 +[0-9a-f]{8} +Ana .* - +because 1\\.1\\.0")
        .containsPattern("name +iris +1\\.0\\.0 ");
  }

  @Test
  void theHistoryOfAFieldIsEveryChange() {
    assertThat(out("blame", "iris", "license", "--history"))
        .containsPattern(
            "(?s)license +mit → apache-2\\.0 +1\\.1\\.0 .*license +- → mit +1\\.0\\.0 ");
    assertThat(out("blame", "iris", "--history", "base_model"))
        .containsPattern("base_model +org/Big \"7B\" → - +1\\.2\\.0 ");
    assertThat(out("blame", "iris", "--history", "license", "--json"))
        .contains("\"before\": \"mit\"", "\"after\": \"apache-2.0\"", "\"partial\": false")
        .contains("\"message\": \"because 1.1.0\"");
  }

  @Test
  void blameNamesTheNearestField() {
    Desk.Said said = desk.type("blame", "iris", "licence");
    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.err()).contains("has the field 'licence'", "hint: nearest: license");
    assertThat(desk.type("blame", "iris", "--branch", "exp/none").exit()).isEqualTo(3);
  }
}
