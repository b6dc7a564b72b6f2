package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.e2e.Plan.Shot;
import dev.gitmodel.e2e.Plan.Site;
import dev.gitmodel.e2e.Strace.Call;
import dev.gitmodel.e2e.Strace.Traced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Runs one command again and again, each time on a fresh copy of one registry, on a disk that from
 * the first, second, third ... write, fsync or rename on refuses.
 */
final class DiskDrill {
  /** What the kernel answers, and what a user is told. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "ENOSPC", "the disk is full",
          "EROFS", "the file system is read-only",
          "EIO", "the disk reports an I/O error");

  private static final Set<String> CALLS = Set.of("write", "pwrite64", "fsync", "rename");
  private static final List<String> ERRORS = List.of("ENOSPC", "EROFS", "EIO");

  private final GitSandbox machine;
  private final List<String> command;
  private final State before;
  private State after = State.NOTHING;

  DiskDrill(GitSandbox machine, List<String> command) {
    this.machine = machine;
    this.command = command;
    this.before = Registry.of(machine, CrashIT.MODEL).state();
  }

  /** Everywhere that the disk refused; fails at the first place where that does harm. */
  List<String> drill() {
    CrashCase undisturbed = new CrashCase(machine);
    Traced whole = new Strace(undisturbed.sandbox()).watchWrites(command);
    whole.run().ok();
    after = undisturbed.registry().state();
    assertThat(after).as("what the command changes").isNotEqualTo(before);
    Plan plan = Plan.of(whole, undisturbed.sites(whole), Set.of());
    undisturbed.discard();
    List<Callable<String>> work = new ArrayList<>();
    List<Shot> shots = new ArrayList<>(plan.shots());
    // How many objects are new depends on their ids: no number is known to be spared.
    plan.spared().stream().filter(shot -> shot.name().equals("rename")).forEach(shots::add);
    for (Shot shot : shots) {
      if (CALLS.contains(shot.name())) {
        // Each answer is had from a third of the calls.
        String error = ERRORS.get(work.size() % ERRORS.size());
        work.add(() -> refuse(shot, error));
      }
    }
    List<String> refused = new ArrayList<>(SideBySide.all(work));
    // How often a folder is forced depends on ids as well; a path of its own is found by that.
    for (Site site : plan.required()) {
      String[] what = site.what().split(" /", 2);
      if (CALLS.contains(what[0]) && !what[1].contains("*") && !refused.contains(site.what())) {
        CrashCase one = new CrashCase(machine);
        Traced traced =
            new Strace(one.sandbox())
                .refuse(what[0], "EIO", one.folder().resolve(what[1]), command);
        refused.add(outcome(one, traced, "EIO", new Shot(what[0], 1)));
      }
    }
    return refused;
  }

  private String refuse(Shot shot, String error) {
    String name = shot.name();
    CrashCase one = new CrashCase(machine);
    // A write is refused once, or nothing could be said about it either.
    String when = shot.n() + (name.equals("write") ? "" : "+");
    return outcome(one, new Strace(one.sandbox()).refuse(name, error, when, command), error, shot);
  }

  /** Where it was refused, once what came of it is as it must be. */
  private String outcome(CrashCase one, Traced traced, String error, Shot shot) {
    String name = shot.name();
    // An object less, because ids differ from run to run: then nothing was refused.
    String site =
        traced.calls().stream()
            .filter(Call::injected)
            .findFirst()
            .map(call -> one.sites(traced).get(call).what())
            .orElse("none");
    String what = error + " at " + shot + " (" + site + "): " + traced.run();
    boolean ours = site.contains(" /registry/");
    Run run = traced.run();
    State found = one.registry().state();
    one.registry().verifies();
    assertThat(found).as(what).isIn(before, after);
    if (run.exit() == 0) {
      // A cache may be lost, and a write may succeed when it is tried again.
      assertThat(!ours || name.equals("write")).as(what).isTrue();
      assertThat(found).as(what).isEqualTo(after);
    } else {
      assertThat(run.exit()).as(what).isEqualTo(8);
      tells(traced, what, ours ? ANSWERS.getOrDefault(error, "?") : "can't write the answer");
    }
    one.sandbox().tool(command.toArray(String[]::new)).ok();
    assertThat(one.registry().state()).as("again, " + what).isEqualTo(after);
    one.registry().verifies();
    one.registry().isTidy();
    one.discard();
    return site;
  }

  /** Unless that was refused as well: strace counts in each thread, and another one tells it. */
  private static void tells(Traced traced, String what, String problem) {
    boolean refused =
        traced.calls().stream().anyMatch(call -> call.injected() && call.path().endsWith(".err"));
    if (!refused) {
      assertThat(traced.run().err()).as(what).contains("error: ", problem, "hint: ");
    }
  }
}
