package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.e2e.CrashDrill.Drilled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed at any rename, fsync, link or unlink leaves the state before or the
 * state after, loses nothing that it acknowledged, and is in nobody's way.
 */
class CrashIT {
  static final String MODEL = "demo";

  @TempDir static Path root;
  private static GitSandbox machine;
  private static List<String> program;

  @BeforeAll
  static void publishTwoVersionsAndAnExperiment() throws Exception {
    machine = GitSandbox.in(root);
    Path archive = root.resolve("classes.jsa");
    run("-XX:ArchiveClassesAtExit=" + archive, "push", folder("first", 1), "--version", "0.1.0");
    // The dump is told to be silent and may fail silently; each start would take twice as long.
    assertThat(archive).isNotEmptyFile();
    program = ProgramUnderTest.direct("-XX:SharedArchiveFile=" + archive);
    run("", "metrics", "demo@0.1.0", "f1=0.4");
    run("", "push", folder("second", 2), "--version", "0.2.0", "--alias", "champion");
    run("", "metrics", "demo@0.2.0", "f1=0.5");
    run("", "experiment", "start", MODEL, "trial");
    run("", "push", folder("third", 3), "--experiment", "trial", "--version", "0.3.0-trial.1");
    Registry.of(machine, MODEL).verifies();
  }

  private static void run(String option, String... arguments) {
    List<String> command =
        new java.util.ArrayList<>(option.isEmpty() ? program : ProgramUnderTest.direct(option));
    command.addAll(List.of(arguments));
    machine.tool(command.toArray(String[]::new)).ok();
  }

  private static String folder(String name, long seed) {
    return ModelFolder.make(root.resolve("work").resolve(name), MODEL, seed).toString();
  }

  private static CrashDrill drill() {
    return new CrashDrill(machine, program, "");
  }

  /** That the test did what it is for: to each call that there was, at least one kill. */
  private static void wasKilledEverywhere(Drilled drilled, int atLeast) {
    assertThat(drilled.killedAt()).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(drilled.killedAt()).containsAll(drilled.sites());
    assertThat(drilled.killedAt())
        .anyMatch(site -> site.equals("rename /registry/demo.git/packed-refs.lock"))
        .anyMatch(site -> site.equals("fsync /registry/demo.git/packed-refs.lock"))
        .anyMatch(site -> site.equals("unlink /registry/demo.git/git-model.intent"));
  }

  /**
   * strace counts in each thread, and large files are stored by threads of their own, before the
   * main thread makes its first call. So the first call of each is reached by a push that has new
   * weights, by one whose weights are there already, and by one without any.
   */
  @Test
  void aKilledPushPublishedTheVersionOrDidNot() throws Exception {
    CrashDrill drill = drill();
    Drilled fresh = drill.drill("push", folder("new", 4), "--version", "0.4.0");
    assertThat(fresh.killedAt())
        .contains(
            "fsync /registry/demo.git/lfs/tmp/put-*", "rename /registry/demo.git/lfs/tmp/put-*");
    String known = folder("known", 2);
    Files.writeString(Path.of(known, "README.md"), "# The same weights\n");
    Drilled same = drill.drill("push", known, "--version", "0.4.0");
    String small = folder("small", 5);
    Files.delete(Path.of(small, "model.safetensors"));
    Drilled none = drill.drill("push", small, "--version", "0.4.0");
    wasKilledEverywhere(fresh.and(same).and(none), 90);
  }

  @Test
  void aKilledAliasMoveMovedItOrDidNot() {
    wasKilledEverywhere(drill().drill("alias", "demo@0.1.0", "champion"), 18);
  }

  @Test
  void killedMetricsAreAllThereOrNone() {
    wasKilledEverywhere(drill().drill("metrics", "demo@0.2.0", "f1=0.9", "auc=0.8"), 25);
  }

  @Test
  void aKilledDeletionTookEverythingOrNothing() {
    CrashDrill drill = new CrashDrill(machine, program, "was deleted");
    Drilled drilled = drill.drill("delete", "demo@0.2.0", "--yes", "--reason", "leaked data");
    wasKilledEverywhere(drilled, 25);
    assertThat(drilled.killedAt()).contains("unlink /registry/demo.git/lfs/objects/xx/xx/*");
  }

  @Test
  void aKilledPromotionOfAnExperimentReleasedItOrDidNot() {
    Drilled drilled = drill().drill("experiment", "promote", MODEL, "trial", "--version", "0.3.0");
    wasKilledEverywhere(drilled, 25);
  }
}
