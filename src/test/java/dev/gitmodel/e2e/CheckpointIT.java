package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A log that stock git rolled back together with the refs agrees with itself, and is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CheckpointIT {
  private static final String LOG = "refs/audit/log";
  private static final String CHAMPION = "refs/aliases/champion";

  private Machine machine;

  @BeforeAll
  void publish(@TempDir Path root) {
    machine = Machine.in(root);
    machine.publish(2);
    machine.out("alias", MODEL + "@1.0.0", "champion");
    machine.out("alias", MODEL + "@1.1.0", "champion", "--reason", "better");
    machine.out("audit", "checkpoint", "-o", "checkpoint.json");
    machine.out("audit", "verify", "--against", "checkpoint.json");
  }

  /** The move of the champion is undone, and so is the entry that told of it. */
  @Test
  void aRollbackThatAgreesWithItselfIsFound() {
    String log = machine.revision(LOG);
    String alias = machine.revision(CHAMPION);
    machine.git("update-ref", LOG, log + "~1");
    machine.git("update-ref", CHAMPION, machine.revision("refs/tags/v1.0.0"));

    machine.out("audit", "verify", MODEL);
    Run run = machine.box().run("audit", "verify", "--against", "checkpoint.json").exits(1);
    assertThat(run.out())
        .contains("refs/audit/log: was cut off: it has 4 entries", "the checkpoint has 5", log);
    Run json =
        machine.box().run("audit", "verify", MODEL, "--against", "checkpoint.json", "--json");
    assertThat(json.exits(1).out()).contains("\"subject\": \"refs/audit/log\"");

    machine.git("update-ref", LOG, log);
    machine.git("update-ref", CHAMPION, alias);
    machine.out("audit", "verify", "--against", "checkpoint.json");
  }

  /** The same entries with the last one told in other words. */
  @Test
  void aRewrittenEntryIsFound() {
    String log = machine.revision(LOG);
    String told = machine.git("log", "-1", "--format=%B", LOG).replace("better", "worse");
    String forged =
        machine.git("commit-tree", log + "^{tree}", "-p", log + "~1", "-m", told.strip()).strip();
    machine.git("update-ref", LOG, forged);

    Run run = machine.box().run("audit", "verify", "--against", "checkpoint.json").exits(1);
    assertThat(run.out()).contains("refs/audit/log: was rewritten: it has 5 entries", forged);

    machine.git("update-ref", LOG, log);
    machine.out("audit", "verify", "--against", "checkpoint.json");
  }

  /** What a stock clone of the log has is what the checkpoint names. */
  @Test
  void theCheckpointNamesWhatGitNames() {
    assertThat(Machine.text(machine.box().folder().resolve("checkpoint.json")))
        .contains("\"head\": \"" + machine.revision(LOG) + "\"")
        .contains("\"entries\": " + machine.git("rev-list", "--count", LOG).strip());
  }
}
