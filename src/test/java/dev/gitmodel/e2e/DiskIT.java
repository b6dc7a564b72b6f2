package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, read-only or broken is named as that, with exit code 8; nothing is half
 * visible or lost, and when it is well again, so is the registry.
 */
class DiskIT {
  private static final List<List<String>> READING =
      List.of(
          List.of("list"),
          List.of("info", "demo"),
          List.of("info", "demo@0.2.0"),
          List.of("versions", "demo"),
          List.of("resolve", "demo@champion"),
          List.of("compare", "demo", "0.1.0", "0.2.0"),
          List.of("metrics", "demo@0.2.0"),
          List.of("audit", "demo"),
          List.of("verify", "demo", "--deep"),
          List.of("pull", "demo@0.2.0", "-o", "pulled"));

  @TempDir static Path root;
  private static GitSandbox machine;
  private static List<String> program;

  @BeforeAll
  static void publishTwoVersions() {
    machine = GitSandbox.in(root);
    program = Quick.program(machine, root.resolve("classes.jsa"));
    run("push", folder("first", 1), "--version", "0.1.0");
    run("push", folder("second", 2), "--version", "0.2.0", "--alias", "champion");
    run("metrics", "demo@0.2.0", "f1=0.5");
    Registry.of(machine, CrashIT.MODEL).verifies();
  }

  private static void run(String... arguments) {
    machine.tool(Mounts.array(command(arguments))).ok();
  }

  private static List<String> command(String... arguments) {
    return Stream.concat(program.stream(), Stream.of(arguments)).toList();
  }

  private static String folder(String name, long seed) {
    return ModelFolder.make(root.resolve("work").resolve(name), CrashIT.MODEL, seed).toString();
  }

  @Test
  void aPushThatTheDiskRefusesPublishesNothing() {
    assertThat(drill("push", folder("new", 4), "--version", "0.3.0"))
        .hasSizeGreaterThan(25)
        .contains(
            "write /registry/demo.git/lfs/tmp/put-*",
            "fsync /registry/demo.git/lfs/tmp/put-*",
            "rename /registry/demo.git/lfs/tmp/put-*",
            "rename /registry/demo.git/objects/xx/tmp_obj_*");
  }

  @Test
  void anAliasThatTheDiskRefusesStays() {
    assertThat(drill("alias", "demo@0.1.0", "champion")).hasSizeGreaterThan(12);
  }

  @Test
  void metricsThatTheDiskRefusesAreAsTheyWere() {
    assertThat(drill("metrics", "demo@0.2.0", "f1=0.9")).hasSizeGreaterThan(15);
  }

  private static List<String> drill(String... arguments) {
    List<String> sites = new DiskDrill(machine, command(arguments)).drill();
    assertThat(sites)
        .contains(
            "write /registry/demo.git/objects/xx/tmp_obj_*",
            "write /registry/demo.git/git-model.packed-refs",
            "fsync /registry/demo.git/objects/xx/tmp_obj_*",
            "fsync /registry/demo.git/objects/xx",
            "fsync /registry/demo.git/git-model.packed-refs",
            "fsync /registry/demo.git",
            "rename /registry/demo.git/git-model.packed-refs");
    return sites;
  }

  private static List<List<String>> writing() {
    return List.of(
        List.of("push", folder("other", 5), "--version", "0.3.0"),
        List.of("alias", "demo@0.1.0", "champion"),
        List.of("metrics", "demo@0.2.0", "f1=0.9"),
        List.of("delete", "demo@0.1.0", "--yes"),
        List.of("create", "another"));
  }

  @Test
  void aReadOnlyRegistryIsReadAndNotWritten() {
    CrashCase one = new CrashCase(machine);
    boolean mounts = new Mounts(machine).permitted();
    State before = one.registry().state();
    for (List<String> arguments : READING) {
      List<String> command = command(arguments.toArray(String[]::new));
      if (mounts) {
        one.sandbox().tool(Mounts.array(readOnly(one, command))).ok();
      } else {
        // What is not written to need not be writable.
        Strace.Traced traced = new Strace(one.sandbox()).watchWrites(command);
        traced.run().ok();
        assertThat(one.sites(traced).values())
            .noneMatch(site -> site.what().contains(" /registry"));
      }
    }
    assertThat(one.sandbox().folder().resolve("pulled/model.safetensors")).isNotEmptyFile();
    for (List<String> arguments : writing()) {
      List<String> command = command(arguments.toArray(String[]::new));
      Run refused =
          mounts
              ? one.sandbox().tool(Mounts.array(readOnly(one, command)))
              : new Strace(one.sandbox()).refuse("fsync,rename", "EROFS", "1+", command).run();
      refused.exits(8);
      assertThat(refused.err()).contains("read-only").contains("hint: ");
      assertThat(refused.out()).isEmpty();
      assertThat(one.registry().state()).isEqualTo(before);
    }
    one.registry().verifies();
    for (List<String> arguments : writing()) {
      one.sandbox().tool(Mounts.array(command(arguments.toArray(String[]::new)))).ok();
    }
    one.registry().verifies();
    one.discard();
  }

  private static List<String> readOnly(CrashCase one, List<String> command) {
    return new Mounts(machine).readOnly(one.sandbox().registry(), command);
  }

  /** As much as a push needs less and less: it gets further and further. */
  @Test
  void aDiskThatFillsUpKeepsWhatItHas() {
    List<String> push = command("push", folder("large", 6), "--version", "0.3.0");
    Mounts mounts = new Mounts(machine);
    if (!mounts.permitted()) {
      // The same by other means, which the drills use too.
      assertThat(new DiskDrill(machine, push).drill()).isNotEmpty();
      return;
    }
    List<Integer> codes = new ArrayList<>();
    for (int left : new int[] {0, 4, 16, 64, 72, 80, 96, 112, 1024}) {
      CrashCase one = new CrashCase(machine);
      Path registry = one.sandbox().registry();
      Run run = one.sandbox().tool(Mounts.array(mounts.full(registry, String.valueOf(left), push)));
      codes.add(run.exit());
      State before = one.registry().state();
      State first = at(one, "first").state();
      at(one, "first").verifies();
      State second = at(one, "second").state();
      at(one, "second").verifies();
      at(one, "second").isTidy();
      assertThat(first.equals(before)).as("%s KiB left: %s", left, run).isEqualTo(run.exit() != 0);
      assertThat(second).isNotEqualTo(before);
      if (run.exit() != 0) {
        run.exits(8);
        assertThat(run.err()).contains("the disk is full").contains("hint: free some space");
      }
      one.discard();
    }
    assertThat(codes).startsWith(8, 8, 8).endsWith(0);
  }

  private static Registry at(CrashCase one, String when) {
    Path registry = one.sandbox().registry();
    Path there = registry.resolveSibling(registry.getFileName() + "." + when);
    return Registry.of(one.sandbox().withRegistry(there), CrashIT.MODEL);
  }
}
