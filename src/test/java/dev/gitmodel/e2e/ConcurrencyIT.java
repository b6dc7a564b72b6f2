package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes that write to one model at once lose nothing, and leave one line of history. */
class ConcurrencyIT {
  private static final int PUSHES = 12;
  private static final int ALIASES = 10;
  private static final int METRICS = 10;

  @TempDir Path root;
  private GitSandbox machine;

  @BeforeEach
  void publishTheFirstVersion() {
    machine = GitSandbox.in(root);
    machine.run("push", folder(0), "--version", "1.0.0").ok();
  }

  private String folder(int seed) {
    return ModelFolder.make(root.resolve("work/m" + seed), "demo", seed).toString();
  }

  @Test
  void thirtyTwoWritersLoseNothing() {
    everythingIsThere(finish(start()));
  }

  @Test
  void aStockGitThatPacksAndMovesRefsBesideThemIsInNobodysWay() throws Exception {
    Path stop = root.resolve("stop");
    String loop =
        """
        while [ ! -e "$0" ]; do
          git pack-refs --all
          git update-ref refs/heads/stock refs/heads/main
          git update-ref -d refs/heads/stock
          rounds=$((rounds + 1))
        done
        # Held by the others the last time round, perhaps.
        until git update-ref -d refs/heads/stock; do :; done
        echo $rounds
        """;
    GitSandbox.Started git =
        machine
            .at(machine.repository("demo"))
            .start(List.of("sh", "-c", "rounds=0\n" + loop, stop.toString()));
    List<Run> runs;
    try {
      runs = finish(start());
    } finally {
      Files.createFile(stop);
    }
    Run rounds = GitSandbox.finish(git).ok();
    assertThat(Integer.parseInt(rounds.out().strip())).as("rounds of stock git").isPositive();
    everythingIsThere(runs);
  }

  private List<GitSandbox.Started> start() {
    List<GitSandbox.Started> writers = new ArrayList<>();
    for (int i = 0; i < PUSHES; i++) {
      writers.add(machine.start("push", folder(1 + i), "--bump", "patch"));
      if (i < ALIASES) {
        // Half of them on one alias, half on one each.
        String alias = i % 2 == 0 ? "champion" : "candidate-" + i;
        writers.add(machine.start("alias", "demo@1.0.0", alias, "--reason", "writer " + i));
      }
      if (i < METRICS) {
        writers.add(machine.start("metrics", "demo@1.0.0", "metric_" + i + "=0." + i));
      }
    }
    assertThat(writers).hasSize(PUSHES + ALIASES + METRICS).hasSize(32);
    return writers;
  }

  private static List<Run> finish(List<GitSandbox.Started> writers) {
    List<Run> runs = writers.stream().map(GitSandbox::finish).toList();
    assertThat(runs).allSatisfy(Run::ok);
    return runs;
  }

  private void everythingIsThere(List<Run> runs) {
    Registry registry = Registry.of(machine, "demo");
    registry.verifies();
    State state = registry.state();
    Version first = Version.parse("1.0.0");
    assertThat(state.versions()).hasSize(1 + PUSHES).containsKey(Version.parse("1.0." + PUSHES));
    assertThat(runs)
        .filteredOn(run -> run.out().startsWith("Pushed "))
        .hasSize(PUSHES)
        .map(run -> run.out().lines().findFirst().orElseThrow().substring("Pushed demo@".length()))
        .doesNotHaveDuplicates()
        .allSatisfy(version -> assertThat(state.versions()).containsKey(Version.parse(version)));
    assertThat(state.aliases()).hasSize(1 + ALIASES / 2).containsKey(new AliasName("champion"));
    assertThat(state.aliases().values()).containsOnly(first);
    assertThat(state.metrics().get(first).values()).hasSize(METRICS);
    oneLineOfHistory(state);
  }

  /** An entry for each operation that changed something, and no merges. */
  private void oneLineOfHistory(State state) {
    // The model's creation and its first version; of the writers to one alias, only one changed it.
    int entries = 2 + PUSHES + 1 + ALIASES / 2 + METRICS;
    assertThat(state.log()).hasSize(entries);
    Run all = git("rev-list", "--count", "refs/audit/log");
    Run merges = git("rev-list", "--count", "--merges", "refs/audit/log");
    assertThat(all.out().strip()).isEqualTo(String.valueOf(entries));
    assertThat(merges.out().strip()).isEqualTo("0");
  }

  private Run git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return machine.at(machine.repository("demo")).tool(command.toArray(String[]::new)).ok();
  }
}
