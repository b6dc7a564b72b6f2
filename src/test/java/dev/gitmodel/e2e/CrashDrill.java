package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.e2e.Strace.Call;
import dev.gitmodel.e2e.Strace.Traced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;

/**
 * Runs one command again and again, each time on a fresh copy of one registry, and kills it at the
 * first, second, third ... call of each kind, until it gets to its end.
 */
final class CrashDrill {
  private static final int AT_A_TIME = 2;

  private final GitSandbox machine;
  private final List<String> program;
  private final State before;
  private final AtomicInteger copies = new AtomicInteger();

  /** What the command may say, failing, when it is repeated and had been done before. */
  private final String alreadyDone;

  CrashDrill(GitSandbox machine, List<String> program, String alreadyDone) {
    this.machine = machine;
    this.program = program;
    this.alreadyDone = alreadyDone;
    this.before = Registry.of(machine, CrashIT.MODEL).state();
  }

  /** Where the command made calls when nothing disturbed it, and where it was killed. */
  record Drilled(SortedSet<String> sites, List<String> killedAt) {
    /** Both of them together. */
    Drilled and(Drilled other) {
      SortedSet<String> all = new TreeSet<>(sites);
      all.addAll(other.sites);
      List<String> killed = new ArrayList<>(killedAt);
      killed.addAll(other.killedAt);
      return new Drilled(all, killed);
    }
  }

  /** Kills the command everywhere; fails at the first place where that does harm. */
  Drilled drill(String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    Case undisturbed = new Case();
    Traced whole = new Strace(undisturbed.sandbox).watch(command);
    whole.run().ok();
    State after = undisturbed.registry.state();
    assertThat(after).as("what the command changes").isNotEqualTo(before);
    undisturbed.registry.verifies();
    SortedSet<String> sites = new TreeSet<>();
    whole.calls().forEach(call -> sites.add(undisturbed.site(call)));
    return new Drilled(sites, killAll(whole.most(), command, after));
  }

  private List<String> killAll(Map<String, Integer> calls, List<String> command, State after) {
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<List<String>>> parts = new ArrayList<>();
      for (String call : calls.keySet()) {
        // Two halves of one count, so that both cores have work to the end.
        IntStream.range(0, AT_A_TIME)
            .forEach(part -> parts.add(pool.submit(() -> kill(call, 1 + part, command, after))));
      }
      List<String> killedAt = new ArrayList<>();
      for (Future<List<String>> part : parts) {
        killedAt.addAll(part.get());
      }
      return killedAt;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Kills at the {@code first} call of that name, and every second one from there, to the end. */
  private List<String> kill(String call, int first, List<String> command, State after) {
    List<String> killedAt = new ArrayList<>();
    for (int n = first; ; n += AT_A_TIME) {
      Case one = new Case();
      Traced traced = new Strace(one.sandbox).killAt(call, n, command);
      String what =
          "killed at " + call + " " + n + " of " + command.subList(program.size(), command.size());
      if (!traced.killed()) {
        assertThat(traced.most().getOrDefault(call, 0)).as("not %s", what).isLessThan(n);
        traced.run().ok();
        assertThat(one.registry.state()).isEqualTo(after);
        one.discard();
        return killedAt;
      }
      killedAt.add(one.site(nth(traced, call, n)));
      one.recovers(what, traced.run(), command, after);
      one.discard();
    }
  }

  private static Call nth(Traced traced, String name, int n) {
    Map<Integer, Integer> counts = new HashMap<>();
    return traced.calls().stream()
        .filter(call -> call.name().equals(name))
        .filter(call -> counts.merge(call.thread(), 1, Integer::sum) == n)
        .findFirst()
        .orElseThrow();
  }

  /** One copy of the registry, and a cache of its own. */
  private final class Case {
    private final Path folder = machine.root().resolve("case-" + copies.incrementAndGet());
    private final GitSandbox sandbox =
        machine
            .withRegistry(folder.resolve("registry"))
            .with("XDG_CACHE_HOME", folder.resolve("cache").toString());
    private final Registry registry = Registry.of(sandbox, CrashIT.MODEL);

    Case() {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      machine.tool("cp", "-a", machine.registry().toString(), sandbox.registry().toString()).ok();
    }

    /** Old or new; never less than was acknowledged; and the same command gets to the new. */
    void recovers(String what, Run killed, List<String> command, State after) {
      registry.verifies();
      State found = registry.state();
      if (killed.out().isBlank()) {
        assertThat(found).as(what).isIn(before, after);
      } else {
        assertThat(found).as(what + ", having said: " + killed.out()).isEqualTo(after);
      }
      Run again = sandbox.tool(command.toArray(String[]::new));
      if (found.equals(after) && !alreadyDone.isEmpty()) {
        assertThat(again.exit()).as("again, %s: %s", what, again).isEqualTo(3);
        assertThat(again.err()).contains(alreadyDone);
      } else {
        assertThat(again.exit()).as("again, %s: %s", what, again).isZero();
      }
      assertThat(registry.state()).as("again, " + what).isEqualTo(after);
      registry.verifies();
    }

    /** What a call is about, whatever the names and ids of this run. */
    String site(Call call) {
      String path =
          call.path()
              .replace(folder.toString(), "")
              .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}", "*")
              .replaceAll("[0-9a-f]{16,}|noz[0-9]+", "*")
              .replaceAll("/[0-9a-f]{2}(?=/|$)", "/xx")
              // Forced side by side, in no order.
              .replaceAll("lfs/objects(/xx)*$", "lfs/objects/**");
      return call.name() + " " + path;
    }

    void discard() {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }
}
