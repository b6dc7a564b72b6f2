package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.e2e.Plan.Shot;
import dev.gitmodel.e2e.Plan.Site;
import dev.gitmodel.e2e.Strace.Call;
import dev.gitmodel.e2e.Strace.Traced;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Runs one command again and again, each time on a fresh copy of one registry, and kills it at the
 * first, second, third ... call of each kind, until it gets to its end. Left out is what {@link
 * Plan#repeats}: nothing else.
 */
final class CrashDrill {
  private final GitSandbox machine;
  private final List<String> program;
  private final State before;

  /** What the command answers when it is repeated and had been done before. */
  private final int alreadyDone;

  private final Set<Site> killedAt = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private State after = State.NOTHING;
  private Set<String> objectsAfter = Set.of();

  CrashDrill(GitSandbox machine, List<String> program, int alreadyDone) {
    this.machine = machine;
    this.program = program;
    this.alreadyDone = alreadyDone;
    this.before = Registry.of(machine, CrashIT.MODEL).state();
  }

  /** Everywhere that the commands of this drill were killed. */
  Set<String> killedAt() {
    return killedAt.stream().map(Site::what).collect(Collectors.toSet());
  }

  /** Everywhere in the registry, but there, that an undisturbed command made a call to kill at. */
  Set<String> seen(String besides) {
    return seen.stream()
        .filter(what -> what.contains(" /registry") && !what.contains(besides))
        .collect(Collectors.toSet());
  }

  int kills() {
    return killedAt.size();
  }

  /**
   * Kills the command everywhere; fails at the first place where that does harm. It is not killed
   * where another command of this drill was, doing the same thing for as many times.
   */
  void drill(String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    CrashCase undisturbed = new CrashCase(machine);
    Traced whole = new Strace(undisturbed.sandbox()).watch(command);
    whole.run().ok();
    after = undisturbed.registry().state();
    objectsAfter = undisturbed.registry().objects();
    assertThat(after).as("what the command changes").isNotEqualTo(before);
    undisturbed.registry().verifies();
    Map<Call, Site> sites = undisturbed.sites(whole);
    undisturbed.discard();
    sites.values().forEach(site -> seen.add(site.what()));
    Plan plan = Plan.of(whole, sites, killedAt);
    killAll(command, plan.shots());
    for (String name : whole.most().keySet()) {
      int n = whole.most().getOrDefault(name, 0) + 1;
      while (kill(new Shot(name, n), command).isPresent()) {
        n++;
      }
    }
    // Another number of renames, because ids differ from run to run and some folders are there
    // already: then a number was not what it was taken for.
    for (Site site : plan.required()) {
      if (!killedAt.contains(site) && !site.what().contains("*")) {
        killAt(site, command).ifPresent(killedAt::add);
      }
    }
    Deque<Shot> spared = new ArrayDeque<>(plan.spared());
    while (!killedAt.containsAll(plan.required()) && !spared.isEmpty()) {
      killAll(command, List.of(spared.removeLast()));
    }
  }

  private void killAll(List<String> command, List<Shot> shots) {
    List<Callable<Optional<Site>>> work = new ArrayList<>();
    shots.forEach(shot -> work.add(() -> kill(shot, command)));
    SideBySide.all(work).forEach(site -> site.ifPresent(killedAt::add));
  }

  /** Kills at that call; nowhere, when the command gets to its end before it makes so many. */
  private Optional<Site> kill(Shot shot, List<String> command) {
    CrashCase one = new CrashCase(machine);
    return outcome(
        one, new Strace(one.sandbox()).killAt(shot.name(), shot.n(), command), shot, command);
  }

  /** The same, where the path is known beforehand. */
  private Optional<Site> killAt(Site site, List<String> command) {
    CrashCase one = new CrashCase(machine);
    String[] what = site.what().split(" /", 2);
    Path path = one.folder().resolve(what[1]);
    return outcome(
        one,
        new Strace(one.sandbox()).killAt(what[0], site.time(), path, command),
        new Shot(what[0], site.time()),
        command);
  }

  private Optional<Site> outcome(CrashCase one, Traced traced, Shot shot, List<String> command) {
    String what =
        "killed at %s of %s".formatted(shot, command.subList(program.size(), command.size()));
    Optional<Site> killed = Optional.empty();
    if (traced.killed()) {
      killed = Optional.of(one.sites(traced).get(Plan.nth(traced, shot).get(0)));
      recovers(one, what, traced.run(), command);
    } else {
      assertThat(traced.most().getOrDefault(shot.name(), 0))
          .as("not %s", what)
          .isLessThan(shot.n());
      traced.run().ok();
      assertThat(one.registry().state()).isEqualTo(after);
    }
    one.discard();
    return killed;
  }

  /** Old or new; never less than was acknowledged; and the same command gets to the new. */
  private void recovers(CrashCase one, String what, Run killed, List<String> command) {
    Registry registry = one.registry();
    registry.verifies();
    State found = registry.state();
    if (killed.out().isBlank()) {
      assertThat(found).as(what).isIn(before, halfWay(), after);
    } else {
      assertThat(found).as(what + ", having said: " + killed.out()).isEqualTo(after);
    }
    Run again = one.sandbox().tool(command.toArray(String[]::new));
    int expected = found.equals(after) ? alreadyDone : 0;
    assertThat(again.exit()).as("again, %s: %s", what, again).isEqualTo(expected);
    assertThat(registry.state()).as("again, " + what).isEqualTo(after);
    assertThat(registry.objects()).as("objects, " + what).isEqualTo(objectsAfter);
    registry.verifies();
    registry.isTidy();
  }

  /** A first push makes the model, then publishes: each whole or not at all. */
  private State halfWay() {
    return before.equals(State.NOTHING) ? State.made(CrashIT.MODEL) : before;
  }
}
