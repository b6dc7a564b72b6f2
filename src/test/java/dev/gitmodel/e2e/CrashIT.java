package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Their first calls come after the main thread's: one push drill gets to them, others do not. */
  private static final String OF_WORKERS = " /registry/demo.git/lfs/";

  @TempDir static Path root;
  private static GitSandbox machine;
  private static List<String> program;

  @BeforeAll
  static void publishTwoVersionsAndAnExperiment() {
    machine = GitSandbox.in(root);
    program = Quick.program(machine, root.resolve("classes.jsa"));
    run("push", folder("first", 1), "--version", "0.1.0");
    run("metrics", "demo@0.1.0", "f1=0.4");
    run("push", folder("second", 2), "--version", "0.2.0", "--alias", "champion");
    run("metrics", "demo@0.2.0", "f1=0.5");
    run("experiment", "start", MODEL, "trial");
    run("push", folder("third", 3), "--experiment", "trial", "--version", "0.3.0-trial.1");
    Registry.of(machine, MODEL).verifies();
  }

  private static void run(String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    machine.tool(command.toArray(String[]::new)).ok();
  }

  private static String folder(String name, long seed) {
    return ModelFolder.make(root.resolve("work").resolve(name), MODEL, seed).toString();
  }

  private static CrashDrill drill() {
    return new CrashDrill(machine, program, 0);
  }

  /** That the test did what it is for. */
  private static void wasKilledEverywhere(CrashDrill drill, int atLeast) {
    assertThat(drill.kills()).isGreaterThanOrEqualTo(atLeast);
    assertThat(drill.killedAt()).containsAll(drill.seen(OF_WORKERS));
    assertThat(drill.killedAt())
        .contains(
            "link /registry/demo.git/git-model.intent",
            "fsync /registry/demo.git/git-model.packed-refs",
            "rename /registry/demo.git/git-model.packed-refs",
            "fsync /registry/demo.git",
            "rename /registry/demo.git/objects/xx/tmp_obj_*",
            "fsync /registry/demo.git/objects/xx",
            "unlink /registry/demo.git/refs/audit/log.lock",
            "unlink /registry/demo.git/git-model.intent");
  }

  /**
   * strace counts in each thread, and large files are stored by threads of their own, before the
   * main thread makes its first call. So the first call of each is reached by a push that has new
   * weights, by one whose weights are there already, and by one without any.
   */
  @Test
  void aKilledPushPublishedTheVersionOrDidNot() throws Exception {
    CrashDrill drill = drill();
    drill.drill("push", folder("new", 4), "--version", "0.4.0");
    assertThat(drill.killedAt())
        .contains(
            "fsync /registry/demo.git/lfs/tmp/put-*", "rename /registry/demo.git/lfs/tmp/put-*");
    String known = folder("known", 2);
    Files.writeString(Path.of(known, "README.md"), "# The same weights\n");
    drill.drill("push", known, "--version", "0.4.0");
    assertThat(drill.killedAt()).contains("fsync /registry/demo.git/lfs/objects/**");
    String small = folder("small", 5);
    Files.delete(Path.of(small, "model.safetensors"));
    drill.drill("push", small, "--version", "0.4.0");
    wasKilledEverywhere(drill, 25);
  }

  @Test
  void aKilledFirstPushMadeAModelOrNoneAndPublishedOrNot() {
    GitSandbox empty = machine.withRegistry(root.resolve("none"));
    CrashDrill drill = new CrashDrill(empty, program, 0);
    drill.drill("push", folder("new", 4), "--version", "0.1.0");
    wasKilledEverywhere(drill, 35);
    assertThat(drill.killedAt())
        .contains(
            "rename /registry/.making-*", "fsync /registry", "fsync /registry/.making-*/HEAD");
  }

  @Test
  void aKilledAliasMoveMovedItOrDidNot() {
    CrashDrill drill = drill();
    drill.drill("alias", "demo@0.1.0", "champion");
    wasKilledEverywhere(drill, 12);
  }

  @Test
  void killedMetricsAreAllThereOrNone() {
    CrashDrill drill = drill();
    drill.drill("metrics", "demo@0.2.0", "f1=0.9", "auc=0.8");
    wasKilledEverywhere(drill, 12);
  }

  @Test
  void aKilledDeletionTookEverythingOrNothing() {
    CrashDrill drill = drill();
    drill.drill("delete", "demo@0.2.0", "--yes", "--reason", "leaked data");
    wasKilledEverywhere(drill, 12);
    assertThat(drill.killedAt()).contains("unlink /registry/demo.git/lfs/objects/xx/xx/*");
  }

  /** Promoting again is refused, because what is published is not published again. */
  @Test
  void aKilledPromotionOfAnExperimentReleasedItOrDidNot() {
    CrashDrill drill = new CrashDrill(machine, program, 4);
    drill.drill("experiment", "promote", MODEL, "trial", "--version", "0.3.0");
    wasKilledEverywhere(drill, 12);
  }
}
