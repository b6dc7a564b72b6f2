package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs that change something say, as the design shows it. */
final class ChangingVerbsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publish() {
    desk = new Desk(folder).published("framework: safetensors\n", "1.0.0", "1.1.0", "1.2.0");
  }

  @Test
  void createSaysWhatItMade() {
    assertThat(desk.out("create", "tickets", "--kind", "dataset"))
        .isEqualTo("Created the dataset acme/tickets\n");
    assertThat(desk.out("list", "--kind", "dataset")).contains("acme/tickets");
    assertThat(desk.out("list", "--kind", "model")).doesNotContain("tickets");
    assertThat(desk.out("list", "--json")).contains("\"kind\": \"dataset\"");
  }

  @Test
  void aliasSaysWhereItIsNow() {
    assertThat(desk.out("alias", "support-assistant@1.2.0", "champion"))
        .isEqualTo("champion → acme/support-assistant@1.2.0\n");
    assertThat(desk.out("alias", "support-assistant")).isEqualTo("champion  1.2.0\n");
  }

  @Test
  void theSameAliasAgainIsNothingToDo() {
    desk.out("alias", "support-assistant@1.2.0", "champion");

    assertThat(desk.out("alias", "support-assistant@1.2.0", "champion"))
        .isEqualTo("Nothing to do: champion → acme/support-assistant@1.2.0\n");
  }

  @Test
  void aDryRunChangesNothing() {
    assertThat(desk.out("alias", "support-assistant@1.2.0", "champion", "--dry-run"))
        .isEqualTo("Would move champion → acme/support-assistant@1.2.0\n");
    assertThat(desk.type("alias", "support-assistant").out()).isEmpty();
  }

  @Test
  void aChangeWithoutItsAliasIsNotTakenForALook() {
    for (String option : new String[] {"--remove", "--expect=1.2.0", "--reason=slow"}) {
      Desk.Said said = desk.type("alias", "support-assistant", option);
      assertThat(said.exit()).as(option).isEqualTo(2);
      assertThat(said.err()).contains("name the alias to change");
    }
  }

  @Test
  void aChangeInJsonNamesItsAuditEntry() {
    assertThat(desk.out("alias", "support-assistant@1.2.0", "champion", "--json"))
        .contains("\"dry_run\": false", "\"changed\": true", "\"audit_entry\": \"")
        .contains("\"alias\": \"champion\"", "\"to\": \"1.2.0\"");
    assertThat(desk.out("alias", "support-assistant@1.1.0", "champion", "--json", "--dry-run"))
        .contains("\"dry_run\": true", "\"from\": \"1.2.0\"")
        .doesNotContain("audit_entry");
  }

  @Test
  void aliasIsRemovedByTheModelsName() {
    desk.out("alias", "support-assistant@1.2.0", "champion");

    assertThat(desk.out("alias", "support-assistant", "champion", "--remove"))
        .isEqualTo("Removed champion, which was on acme/support-assistant@1.2.0\n");
    var refused = desk.type("alias", "support-assistant@1.2.0", "champion", "--remove");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("hint: git model alias acme/support-assistant champion --remove\n");
  }

  @Test
  void rollbackSaysWhereItCameFrom() {
    desk.out("alias", "support-assistant@1.1.0", "champion");
    desk.out("alias", "support-assistant@1.2.0", "champion");

    assertThat(desk.out("rollback", "support-assistant", "champion"))
        .isEqualTo("champion → acme/support-assistant@1.1.0 (was 1.2.0)\n");
  }

  @Test
  void metricsAreToldInTheOrderTyped() {
    assertThat(desk.out("metrics", "support-assistant@1.1.0", "intent_accuracy=0.847", "f1=0.83"))
        .isEqualTo("Updated acme/support-assistant@1.1.0: intent_accuracy=0.847, f1=0.83\n");
    assertThat(desk.out("metrics", "support-assistant@1.1.0"))
        .isEqualTo("f1               0.83\nintent_accuracy  0.847\n");
  }

  @Test
  void metricsComeFromAFileAndGoByName() throws IOException {
    Files.writeString(folder.resolve("m.json"), "{\"f1\": 0.5, \"test\": {\"loss\": 0.25}}");
    desk.out("metrics", "support-assistant@1.1.0", "--from", "m.json", "f1=0.75");

    assertThat(desk.out("metrics", "support-assistant@1.1.0", "--json"))
        .contains("\"f1\": 0.75", "\"test.loss\": 0.25");
    assertThat(desk.out("metrics", "support-assistant@1.1.0", "--unset", "f1"))
        .isEqualTo("Updated acme/support-assistant@1.1.0: f1 unset\n");
  }

  @Test
  void aMetricGivenTwiceIsRefused() {
    Desk.Said said = desk.type("metrics", "support-assistant@1.1.0", "f1=1", "f1=2");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("'f1' is given twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan",
        "NaN",
        "-nan",
        "inf",
        "+Inf",
        "-INFINITY",
        "Infinity",
        ".nan",
        "-.inf",
        "1e999",
        "-1e99999"
      })
  void aNumberThatIsNotFiniteIsRefusedAsInAFile(String typed) throws IOException {
    Desk.Said said = desk.type("metrics", "support-assistant@1.1.0", "loss=0.1", "f1=" + typed);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "error: f1: a finite number was expected, found "
                + typed
                + "\nhint: leave out what could not be measured, or give a number: f1=0.86\n");
    Files.writeString(folder.resolve("m.json"), "{\"f1\": NaN}");
    assertThat(desk.type("metrics", "support-assistant@1.1.0", "--from", "m.json").err())
        .contains("f1: a finite number was expected, found NaN");
    assertThat(desk.type("metrics", "support-assistant@1.1.0").out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"n/a", "info", "nano", "banana", "e999", "1e-999", "inf inf"})
  void aTextThatOnlyLooksSoIsAMetric(String text) {
    desk.out("metrics", "support-assistant@1.1.0", "grade=" + text);
    assertThat(desk.out("metrics", "support-assistant@1.1.0")).isEqualTo("grade  " + text + "\n");
  }

  @Test
  void whatIsSetAndTakenAwayAtOnceIsRefused() throws IOException {
    Files.writeString(folder.resolve("m.json"), "{\"f1\": 0.5}");
    for (String[] set : new String[][] {{"f1=1"}, {"--from", "m.json"}}) {
      List<String> words = new ArrayList<>(List.of("metrics", "support-assistant@1.1.0"));
      words.addAll(List.of(set));
      words.addAll(List.of("--unset", "f1"));
      Desk.Said said = desk.type(words.toArray(String[]::new));
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err()).contains("'f1' is set and taken away at once");
    }
    assertThat(desk.type("describe", "support-assistant@1.1.0", "Polite.", "--clear").exit())
        .isEqualTo(2);
    assertThat(desk.type("metrics", "support-assistant@1.1.0").out()).isEmpty();
  }

  @Test
  void aFolderIsNoFileOfMetrics() {
    Desk.Said said = desk.type("metrics", "support-assistant@1.1.0", "--from", ".");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("is a folder\n", "hint: name a file in it\n");
  }

  @Test
  void anExperimentStartsFromAWholeReferenceToo() {
    assertThat(desk.type("experiment", "start", "support-assistant", "a", "--from", "1.0.0").out())
        .startsWith("Started the experiment a of acme/support-assistant from 1.0.0");
    assertThat(
            desk.type(
                    "experiment",
                    "start",
                    "support-assistant",
                    "b",
                    "--from",
                    "support-assistant@1.1.0")
                .out())
        .startsWith("Started the experiment b of acme/support-assistant from 1.1.0");
    Desk.Said other =
        desk.type("experiment", "start", "support-assistant", "c", "--from", "x@1.0.0");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("is of another model than acme/support-assistant");
  }

  @Test
  void describeShowsAndSets() {
    assertThat(desk.out("describe", "support-assistant@1.1.0", "Polite."))
        .isEqualTo("Described acme/support-assistant@1.1.0\n");
    assertThat(desk.out("describe", "support-assistant@1.1.0")).isEqualTo("Polite.\n");
    assertThat(desk.out("describe", "support-assistant@1.1.0", "--clear"))
        .isEqualTo("Took away the description of acme/support-assistant@1.1.0\n");
  }

  @Test
  void deleteAsksNobodyWithoutATerminal() {
    Desk.Said said = desk.type("delete", "support-assistant@1.0.0");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("no terminal to ask on").contains("hint: say --yes");
    assertThat(desk.type("resolve", "support-assistant@1.0.0").exit()).isZero();
  }

  @Test
  void deleteNamesTheAliasesThatGoAndTakesNoForAnAnswer() {
    desk.out("alias", "support-assistant@1.0.0", "staging");
    Desk.Said said = desk.atATerminal("n\n").type("delete", "support-assistant@1.0.0");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("aliases that go: staging", "Delete it? [y/N]", "Nothing was deleted");
  }

  @Test
  void deleteGoesOnAYes() {
    Desk.Said said = desk.atATerminal("y\n").type("delete", "support-assistant@1.0.0");

    assertThat(said.exit()).isZero();
    assertThat(said.out()).startsWith("Deleted acme/support-assistant@1.0.0");
    assertThat(desk.type("resolve", "support-assistant@1.0.0").err()).contains("was deleted");
  }

  @Test
  void deleteWantsTheVersionNamed() {
    assertThat(desk.type("delete", "support-assistant", "--yes").exit()).isEqualTo(2);
  }

  @Test
  void anExperimentComesAndGoes() {
    assertThat(desk.type("experiment", "start", "support-assistant", "lower-rate").out())
        .isEqualTo(
            "Started the experiment lower-rate of acme/support-assistant from 1.2.0 on"
                + " exp/lower-rate\n");
    assertThat(desk.out("experiment", "list", "support-assistant")).contains("lower-rate", "1.2.0");
    assertThat(desk.out("experiment", "show", "support-assistant", "lower-rate"))
        .contains("1.2.0", "(baseline)");
    assertThat(desk.out("experiment", "delete", "support-assistant", "lower-rate", "--yes"))
        .startsWith("Deleted the experiment lower-rate of acme/support-assistant");
  }
}
