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
  void versionsSideBySideAreNotToldTwiceAndALongRunIsOneLine() throws IOException {
    for (int minor = 0; minor < 6; minor++) {
      push("heir", "1." + minor + ".0", "base_model: acme/iris@1.2.0\n");
    }
    push("twin", "1.0.0", "base_model: acme/iris@1.2.0\n");
    push("twin", "1.1.0", "base_model: acme/iris@1.2.0\n");
    assertThat(out("lineage", "iris@1.2.0", "--down"))
        .isEqualTo(
            """
            acme/iris@1.2.0  DIGEST
            ├─ base model of acme/heir@1.0.0 … 1.5.0  6 versions  verified
            ├─ base model of acme/twin@1.0.0  DIGEST  verified
            └─ base model of acme/twin@1.1.0  DIGEST  verified
            """);
    assertThat(out("lineage", "iris@1.2.0", "--down", "--json"))
        .contains("\"from\": \"acme/heir@1.3.0\"", "\"relation\": \"parent\"");
    push("heir", "2.0.0", "");
    assertThat(out("lineage", "heir", "--down")).isEqualTo("acme/heir@2.0.0  DIGEST\n");
  }

  @Test
  void aLongStraightLineIsOneLineUntilSomethingElseIsToTell() throws IOException {
    for (int minor = 0; minor < 8; minor++) {
      push("plain", "1." + minor + ".0", minor == 0 ? "base_model: org/7B\n" : "");
    }
    assertThat(out("lineage", "plain"))
        .isEqualTo(
            """
            acme/plain@1.7.0  DIGEST
            ├─ parent acme/plain@1.6.0 … 1.1.0  6 versions  verified
            └─ parent acme/plain@1.0.0  DIGEST  verified
               └─ base model org/7B (outside)
            """);
  }

  @Test
  void ofADeletedVersionOnlyWhatWasDerivedIsTold() throws IOException {
    push("heir", "1.0.0", "base_model: acme/iris@1.1.0\n");
    assertThat(desk.type("delete", "iris@1.1.0", "--yes", "--reason", "leaked").exit()).isZero();
    assertThat(out("lineage", "iris@1.1.0", "--down").replaceAll("deleted on .* by", "deleted by"))
        .isEqualTo(
            """
            acme/iris@1.1.0 (deleted)  1.1.0 was deleted by Ana <ana@example.com>: leaked
            ├─ base model of acme/heir@1.0.0  DIGEST
            └─ parent of acme/iris@1.2.0  DIGEST
            """);
    Desk.Said up = desk.type("lineage", "iris@1.1.0");
    assertThat(up.exit()).isEqualTo(3);
    assertThat(up.err())
        .contains("acme/iris 1.1.0 was deleted on", "git model lineage acme/iris@1.1.0 --down");
  }

  @Test
  void aDepthMarksInEveryFormatWhatGoesOn() {
    Desk.Said text = desk.type("lineage", "iris@1.2.0", "--depth", "1");
    assertThat(text.exit()).isZero();
    assertThat(text.out()).endsWith("  verified …\n").hasLineCount(2);
    assertThat(text.err())
        .isEqualTo("hint: what is marked … goes on: give a greater --depth, or leave it out\n");
    assertThat(desk.type("lineage", "iris", "--depth", "1", "--format", "mermaid").out())
        .contains("[\"acme/iris@1.2.0\"]", "[\"acme/iris@1.1.0 #8230;\"]");
    assertThat(desk.type("lineage", "tickets", "--down", "--depth", "1", "--format", "dot").out())
        .contains("\"acme/iris@1.0.0\" [label=\"acme/iris@1.0.0 …\"];");
    assertThat(out("lineage", "iris", "--depth", "2", "--json"))
        .contains("\"cut\": [\n    \"acme/iris@1.0.0\"\n  ]");
    assertThat(desk.type("lineage", "iris", "--depth", "0").exit()).isEqualTo(2);
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
    assertThat(tree.keySet()).hasToString("[root, partial, nodes, edges, findings, cut]");
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
        .contains("└─ base model acme/gone@1.0.0 (missing)  not verified: is not in the registry");
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
    Desk.Said version = desk.type("blame", "iris@1.2.0");
    assertThat(version.exit()).isEqualTo(2);
    assertThat(version.err())
        .contains("error: 'iris@1.2.0' is a version", "begins with the @: iris\n");
  }
}
