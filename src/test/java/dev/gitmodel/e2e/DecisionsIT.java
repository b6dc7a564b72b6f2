package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Comparing, deciding, retiring and care, as a user types it at the real program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionsIT {
  private Walk walk;
  private Machine machine;
  private GitSandbox box;

  /** Tests that change something do it to models of their own. */
  @BeforeAll
  void publish(@TempDir Path root) {
    walk = new Walk(root);
    machine = walk.machine;
    box = walk.box;
  }

  @Test
  void verifyCompareAndHistoryTellTheTruth() {
    assertThat(machine.out("verify", MODEL, "--deep")).endsWith("all well\n");
    assertThat(machine.out("compare", MODEL, "1.0.0", "1.1.0").lines())
        .contains("iris version comparison")
        .anyMatch(line -> line.matches("framework +safetensors +safetensors"))
        .anyMatch(line -> line.matches("aliases +champion +-"))
        .anyMatch(line -> line.matches("f1 +0\\.7 +0\\.8"));
    assertThat(machine.out("compare", MODEL, "1.0.0", "1.1.0", "--format", "markdown"))
        .contains("| f1 | 0.7 | **0.8** |\n", "| loss | 0.9 | **0.5** |\n");
    assertThat(machine.out("compare", MODEL, "1.0.0", "1.1.0", "--format", "json"))
        .isEqualTo(machine.out("compare", MODEL, "1.0.0", "1.1.0", "--json"));
    assertThat(box.run("compare", MODEL, "1.0.0").exits(2).out()).isEmpty();
    assertThat(machine.out("history", MODEL, "--metric", "f1")).contains("▁█");
    machine.out("history", MODEL, "--svg", "f1.svg");
    assertThat(Machine.text(box.folder().resolve("f1.svg"))).startsWith("<svg");
  }

  @Test
  void metricsAndDescriptionsAreFactsAboutAVersion() {
    walk.push("acme/facts", 4, "--version", "1.0.0");
    Machine.write(box.folder().resolve("m.json"), "{\"test\": {\"loss\": 0.25}}");

    assertThat(machine.out("metrics", "acme/facts", "f1=0.9", "--from", "m.json"))
        .startsWith("Updated acme/facts@1.0.0: ")
        .contains("f1=0.9", "test.loss=0.25");
    machine.out("metrics", "acme/facts", "--unset", "test.loss");
    assertThat(machine.out("metrics", "acme/facts")).isEqualTo("f1  0.9\n");
    machine.out("describe", "acme/facts@1.0.0", "Now better.");
    assertThat(machine.out("describe", "acme/facts@1.0.0")).isEqualTo("Now better.\n");
  }

  @Test
  void anAliasMovesBackAndGoes() {
    walk.push("acme/moves", 5, "--version", "1.0.0", "--alias", "staging");
    walk.push("acme/moves", 6, "--version", "2.0.0");

    assertThat(box.run("alias", "acme/moves@2.0.0", "staging", "--expect", "2.0.0").exits(4).err())
        .contains("staging of acme/moves is on 1.0.0, not on 2.0.0");
    assertThat(machine.out("alias", "acme/moves@2.0.0", "staging", "--expect", "1.0.0"))
        .isEqualTo("staging → acme/moves@2.0.0\n");
    assertThat(machine.out("rollback", "acme/moves", "staging"))
        .isEqualTo("staging → acme/moves@1.0.0 (was 2.0.0)\n");
    assertThat(machine.out("gate", "acme/moves@2.0.0")).contains("passes");
    machine.out("alias", "acme/moves", "staging", "--remove");
    assertThat(box.run("alias", "acme/moves", "staging", "--remove").exits(3).out()).isEmpty();
  }

  @Test
  void aDeletedVersionIsNeverUsedAgain() {
    walk.push("acme/gone", 7, "--version", "1.0.0");
    walk.push("acme/gone", 8, "--version", "1.1.0");

    assertThat(box.run("delete", "acme/gone@1.0.0").exits(2).err()).contains("--yes");
    assertThat(machine.out("delete", "acme/gone@1.0.0", "--yes", "--reason", "leaked"))
        .startsWith("Deleted acme/gone@1.0.0 (65.5 kB freed)");
    Path folder = machine.folder("seed7", "gone", 7);
    assertThat(
            box.run("push", folder.toString(), "--name", "acme/gone", "--version", "1.0.0")
                .exits(4)
                .err())
        .contains("1.0.0 was deleted on", "leaked", "not used again");
    assertThat(box.run("info", "acme/gone@1.0.0").exits(3).err()).contains("was deleted");
    assertThat(machine.out("verify", "acme/gone", "--deep")).endsWith("all well\n");
  }

  @Test
  void anExperimentLivesBesideTheBaseline() {
    walk.push("acme/trial", 9, "--version", "1.0.0");
    box.run("experiment", "start", "acme/trial", "lower").ok();
    walk.push("acme/trial", 10, "--experiment", "lower");

    assertThat(machine.out("experiment", "list", "acme/trial")).contains("1.0.1-lower.1");
    assertThat(machine.out("experiment", "show", "acme/trial", "lower")).contains("(baseline)");
    assertThat(machine.out("resolve", "acme/trial")).isEqualTo("acme/trial@1.0.0\n");
    assertThat(machine.out("experiment", "promote", "acme/trial", "lower", "--bump", "minor"))
        .isEqualTo("Promoted 1.0.1-lower.1 of lower to acme/trial@1.1.0\n");
    machine.out("experiment", "delete", "acme/trial", "lower", "--yes");
    assertThat(box.run("experiment", "show", "acme/trial", "lower").exits(3).out()).isEmpty();
    assertThat(machine.out("audit", "verify", "acme/trial")).endsWith("every ref as recorded\n");
  }

  @Test
  void theAuditLogIsFiltered() {
    assertThat(machine.out("audit", MODEL, "--operation", "alias").lines())
        .singleElement()
        .asString()
        .contains("Ada Lovelace", "alias.set", "champion: none -> 1.0.0", "(the first)");
    Run none = box.run("audit", MODEL, "--by", "nobody").ok();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).isEqualTo("hint: no audit entry fits\n");
    Run cut = box.run("audit", MODEL, "--since", "1d", "--limit", "2").ok();
    assertThat(cut.out().lines()).hasSize(2);
    assertThat(cut.err()).isEqualTo("hint: there are older ones: leave --limit out\n");
  }

  @Test
  void careFindsNothingToDo() {
    assertThat(machine.out("gc", MODEL, "--dry-run")).isEqualTo("Would free 0 B in 1 model\n");
    assertThat(machine.out("gc", MODEL)).isEqualTo("Freed 0 B in 1 model\n");
    assertThat(machine.out("doctor", MODEL)).isEqualTo(MODEL + ": all well\n");
    assertThat(machine.out("verify", MODEL, "--deep")).endsWith("all well\n");
  }
}
