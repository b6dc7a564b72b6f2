package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verbs that only read show, as the design shows it. */
final class ShowingVerbsTest {
  private static final String MANIFEST =
      """
      name: support-assistant
      summary: 7B assistant fine-tuned on support tickets.
      framework: safetensors
      task: text-generation
      architecture: LlamaForCausalLM
      base_model: meta-llama/Llama-3.1-8B
      """;

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publish() {
    desk = new Desk(folder).published(MANIFEST, "1.0.0", "1.1.0", "1.2.0");
    desk.type("metrics", "support-assistant@1.0.0", "f1=0.79", "intent_accuracy=0.812");
    desk.type("metrics", "support-assistant@1.1.0", "f1=0.83", "intent_accuracy=0.847");
    desk.type("metrics", "support-assistant@1.2.0", "f1=0.86", "intent_accuracy=0.873");
    desk.type("alias", "support-assistant@1.1.0", "staging");
    desk.type("alias", "support-assistant@1.2.0", "champion");
  }

  @Test
  void compareIsTheTableOfTheDesign() {
    assertThat(desk.out("compare", "support-assistant", "1.0.0", "1.1.0", "champion"))
        .isEqualTo(
            """
            support-assistant version comparison
                              1.0.0                    1.1.0                    1.2.0
            framework         safetensors              safetensors              safetensors
            task              text-generation          text-generation          text-generation
            architecture      LlamaForCausalLM         LlamaForCausalLM         LlamaForCausalLM
            base model        meta-llama/Llama-3.1-8B  meta-llama/Llama-3.1-8B  meta-llama/Llama-3.1-8B
            size              0.0 MB                   0.0 MB                   0.0 MB
            aliases           -                        staging                  champion
            f1                0.79                     0.83                     0.86
            intent_accuracy   0.812                    0.847                    0.873
            """);
  }

  @Test
  void compareInMarkdownMakesTheBestBold() {
    assertThat(desk.out("compare", "support-assistant", "1.1.0", "1.2.0", "--format", "markdown"))
        .startsWith(
            "### support-assistant version comparison\n\n| | 1.1.0 | 1.2.0 |\n|---|---|---|\n")
        .contains("| f1 | 0.83 | **0.86** |\n")
        .contains("| intent\\_accuracy | 0.847 | **0.873** |");
  }

  @Test
  void compareInJsonHasTheDocumentedShape() {
    String json = desk.out("compare", "support-assistant", "1.1.0", "1.2.0", "--json");

    assertThat(json)
        .startsWith("{\n  \"model\": \"acme/support-assistant\",\n  \"versions\": [\n")
        .containsSubsequence(
            "\"version\"",
            "\"framework\"",
            "\"task\"",
            "\"architecture\"",
            "\"base_model\"",
            "\"size_bytes\"",
            "\"aliases\"",
            "\"metrics\"",
            "\"commit\"",
            "\"digest\"",
            "\"created_at\"",
            "\"created_by\"")
        .contains("\"f1\": 0.86");
    assertThat(desk.out("compare", "support-assistant", "1.1.0", "1.2.0", "--format", "json"))
        .isEqualTo(json);
  }

  @Test
  void onATerminalTheBestIsBold() {
    desk.atATerminal("");

    assertThat(desk.type("compare", "support-assistant", "1.1.0", "1.2.0").out())
        .contains("\u001b[1m0.86\u001b[0m")
        .doesNotContain("\u001b[1m0.83");
  }

  @Test
  void listShowsALineAModel() {
    assertThat(desk.out("list"))
        .isEqualTo(
            "acme/support-assistant@1.2.0  champion  7B assistant fine-tuned on support"
                + " tickets.\n");
    assertThat(desk.type("list", "--search", "weather").err()).contains("no model fits");
    assertThat(desk.type("list", "--limit", "0").exit()).isEqualTo(2);
    assertThat(desk.type("list", "--sort", "age").exit()).isEqualTo(2);
  }

  @Test
  void listRefusesAKindThatThereIsNot() {
    Desk.Said said = desk.type("list", "--kind", "models");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("'models' is not a kind of model");
  }

  @Test
  void aFilterThatNothingFitsSuggestsNoPush() {
    for (String[] filter : new String[][] {{"--search", "weather"}, {"--kind", "dataset"}}) {
      assertThat(desk.type("list", filter[0], filter[1]).err()).isEqualTo("hint: no model fits\n");
    }
    assertThat(new Desk(folder).type("list").err())
        .isEqualTo("hint: no model yet in /models; git model push DIR publishes one\n");
  }

  @Test
  void whatHasNothingToShowSaysHowThereIsSomething() {
    assertThat(desk.type("create", "tickets").exit()).isZero();

    assertThat(desk.type("versions", "tickets").err())
        .isEqualTo("hint: no version yet: git model push DIR --name acme/tickets\n");
    assertThat(desk.type("alias", "tickets").err())
        .isEqualTo("hint: no aliases yet: git model alias acme/tickets@VERSION ALIAS\n");
    assertThat(desk.type("blame", "tickets").err())
        .startsWith("error: acme/tickets has no version yet\nhint: publish one with: ");
    assertThat(desk.type("experiment", "list", "tickets").err())
        .isEqualTo("hint: no experiment yet: git model experiment start acme/tickets NAME\n");
    desk.published("name: support-assistant\n", "2.0.0");
    assertThat(desk.type("describe", "support-assistant@2.0.0").err())
        .isEqualTo(
            "hint: no description yet: git model describe acme/support-assistant@2.0.0 TEXT\n");
    assertThat(desk.type("notify", "--list").err()).startsWith("hint: registry.yaml names nobody");
    assertThat(desk.type("notify", "nobody").exit()).isEqualTo(3);
    assertThat(desk.type("metrics", "support-assistant@2.0.0").err())
        .isEqualTo(
            "hint: no metrics yet: git model metrics acme/support-assistant@2.0.0 NAME=VALUE\n");
    assertThat(desk.type("audit", "--by", "nobody").err()).isEqualTo("hint: no audit entry fits\n");
  }

  @Test
  void whereAModelIsWantedAReferenceIsToldApart() {
    for (String verb : new String[] {"versions", "history", "blame"}) {
      Desk.Said said = desk.type(verb, "acme/support-assistant@1.0.0");
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err())
          .isEqualTo(
              "error: 'acme/support-assistant@1.0.0' is a version, and a model is asked for\n"
                  + "hint: leave out what begins with the @: acme/support-assistant\n");
    }
  }

  @Test
  void verifyWithoutAModelIsOfEveryOne() {
    assertThat(desk.type("create", "tickets").exit()).isZero();

    assertThat(desk.out("verify"))
        .isEqualTo(
            "acme/support-assistant: 3 versions, 6 files, 630 B, all well\n"
                + "acme/tickets: 0 versions, 0 files, 0 B, all well\n");
    assertThat(desk.out("verify", "--json")).startsWith("{\n  \"models\": [\n");
    assertThat(desk.out("verify", "tickets", "--json"))
        .startsWith("{\n  \"model\": \"acme/tickets\"");
  }

  @Test
  void resolveSaysExactlyWhat() {
    assertThat(desk.out("resolve", "support-assistant@champion"))
        .isEqualTo("acme/support-assistant@1.2.0\n");
    assertThat(desk.out("resolve", "support-assistant@staging", "--field", "version"))
        .isEqualTo("1.1.0\n");
    assertThat(desk.out("resolve", "support-assistant", "--field", "digest")).startsWith("sha256:");
    assertThat(desk.type("resolve", "support-assistant", "--field", "age").exit()).isEqualTo(2);
    assertThat(desk.type("resolve", "support-assistant@champion", "--at", "2020-01-01").exit())
        .isEqualTo(3);
    assertThat(desk.type("resolve", "support-assistant@champion", "--at", "999w").err())
        .containsPattern("[0-9]T12:00:00Z\n");
  }

  @Test
  void withoutADefaultNamespaceANameStandsForItself() {
    assertThat(desk.withoutNamespace().type("resolve", "support-assistant").exit()).isEqualTo(3);
    assertThat(desk.type("resolve", "acme/support-assistant").exit()).isZero();
  }

  @Test
  void infoShowsTheRecordAndForAModelItsVersions() {
    assertThat(desk.out("info", "support-assistant@1.1.0"))
        .startsWith("acme/support-assistant@1.1.0\n")
        .contains("aliases    staging", "f1               0.83", "base_model", "weights.bin", "6 B")
        .doesNotContain("VERSION");
    assertThat(desk.out("info", "support-assistant"))
        .startsWith("acme/support-assistant@1.2.0\n")
        .contains("VERSION  STATUS");
    assertThat(desk.out("info", "support-assistant@1.1.0", "--json"))
        .contains("\"reference\": \"acme/support-assistant@1.1.0\"", "\"signature\": \"none\"");
  }

  @Test
  void historyHasASparklineAndAChart() throws IOException {
    assertThat(desk.out("history", "support-assistant", "--metric", "f1"))
        .isEqualTo("METRIC  1.0.0  1.1.0  1.2.0\nf1      0.79   0.83   0.86   ▁▅█\n");
    assertThat(desk.out("history", "support-assistant", "--json"))
        .contains("\"direction\": \"higher\"");
    Path chart = folder.resolve("f1.svg");
    assertThat(desk.out("history", "support-assistant", "--svg", "f1.svg"))
        .isEqualTo("Drew " + chart + "\n");
    assertThat(desk.out("history", "support-assistant", "--svg", "-"))
        .startsWith("<svg")
        .isEqualTo(Files.readString(chart));
    Desk.Said both = desk.type("history", "support-assistant", "--svg", "-", "--json");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("--json and --svg - exclude each other");
  }

  @Test
  void auditIsNewestFirstAndFiltered() {
    String[] lines = desk.out("audit", "support-assistant", "--operation", "alias").split("\n");

    assertThat(lines).hasSize(2);
    assertThat(lines[0]).contains("Ana", "alias.set", "champion", "1.2.0");
    assertThat(desk.out("audit", "support-assistant", "--json", "--limit", "1"))
        .contains(
            "\"entries\": [", "\"operation\": \"alias.set\"", "\"email\": \"ana@example.com\"");
    assertThat(desk.type("audit", "support-assistant", "--since", "yesterdayish").exit())
        .isEqualTo(2);
  }

  @Test
  void auditVerifySaysThatAllIsAsRecorded() {
    assertThat(desk.out("audit", "verify", "support-assistant"))
        .startsWith("acme/support-assistant: ")
        .endsWith("audit entries, every ref as recorded\n");
  }

  @Test
  void gateWithoutARulePasses() {
    assertThat(desk.out("gate", "support-assistant@1.2.0"))
        .isEqualTo("No rule guards this: acme/support-assistant@1.2.0 passes\n");
  }

  @Test
  void careSaysWhatItDid() {
    assertThat(desk.out("gc", "--dry-run"))
        .isEqualTo(
            "acme/support-assistant: lfs object 12ab  2.0 MB\nWould free 2.0 MB in 1 model\n");
    assertThat(desk.out("doctor", "--fix"))
        .isEqualTo(
            "acme/support-assistant: mended: removed a stale lock\n"
                + "acme/support-assistant: all well\n");
    assertThat(desk.type("doctor", "--deep").out()).isEqualTo("1.0.0: weights.bin is damaged\n");
    assertThat(desk.type("gc", "--grace", "soon").exit()).isEqualTo(2);
  }

  @Test
  void configSaysWhereEachSettingCameFrom() {
    assertThat(desk.out("config"))
        .isEqualTo("SETTING   VALUE    FROM\nregistry  /models  GIT_MODEL_REGISTRY\n");
  }
}
