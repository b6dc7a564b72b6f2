package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Taking turns: all or nothing, one after the other. */
interface TurnContract extends StoreContract {
  Version ABSENT = Version.parse("9.9.9");

  private List<Change> changesThatFail(ModelVersion one) {
    return List.of(
        Bench.publish("1.0.0", one.files()),
        new Change.SetAlias(new AliasName("other"), ABSENT),
        new Change.RemoveAlias(new AliasName("other")),
        new Change.SetMetrics(ABSENT, MetricSet.EMPTY),
        new Change.SetDescription(ABSENT, Optional.of("x")),
        new Change.StartBranch(BranchName.MAIN, one.commit()),
        new Change.DeleteBranch(new BranchName("exp/none")),
        new Change.DeleteVersion(ABSENT, Set.of()),
        new Change.Retire(BranchName.MAIN, Optional.of(ABSENT), "Retire 9.9.9\n"));
  }

  @Test
  default void aSetWithOneFailingChangeLeavesNothing() {
    ModelVersion one = bench().published("1.0.0");
    Change.Publish fresh = bench().version("1.1.0");
    SortedMap<String, Revision> before = bench().look().refs();
    Change[] fine = {
      fresh,
      Bench.setAlias("champion", "1.1.0"),
      new Change.SetMetrics(one.version(), MetricSet.of(Map.of("f1", MetricValue.parse("0.8")))),
      new Change.StartBranch(new BranchName("exp/two"), one.commit())
    };
    for (Change failing : changesThatFail(one)) {
      List<Change> all = new ArrayList<>(List.of(fine));
      all.add(failing);
      assertThatThrownBy(() -> bench().write(Operation.VERSION_PUBLISH, all.toArray(new Change[0])))
          .as("%s", failing)
          .isInstanceOf(RegistryException.class);
      assertThat(bench().look().refs()).as("%s", failing).isEqualTo(before);
      assertThat(bench().look().audit()).as("%s", failing).hasSize(2);
    }
    bench().write(Operation.VERSION_PUBLISH, fine);
    assertThat(bench().look().refs()).hasSize(before.size() + 4);
  }

  @Test
  default void aRefMovedByAnotherIsAConflictThatLeavesNothing() {
    ModelVersion one = bench().published("1.0.0");
    ModelVersion two = bench().published("1.1.0");
    bench().alias("champion", "1.0.0");
    try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
      moveRef(Bench.IRIS, "refs/aliases/champion", two.tag());
      refused(
          Problem.CONFLICT,
          () ->
              turn.commit(
                  bench()
                      .authored(
                          Bench.event(Operation.ALIAS_REMOVE),
                          new Change.RemoveAlias(new AliasName("champion")),
                          new Change.StartBranch(new BranchName("exp/two"), one.commit()))));
    }
    assertThat(bench().look().refs())
        .containsEntry("refs/aliases/champion", two.tag())
        .doesNotContainKey("refs/heads/exp/two");
    assertThat(bench().look().audit()).hasSize(4);
  }

  @Test
  default void aRefThatTheSetLeavesAloneIsNoConflict() {
    ModelVersion one = bench().published("1.0.0");
    try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
      moveRef(Bench.IRIS, "refs/heads/review", one.commit());
      turn.commit(bench().authored(Bench.event(Operation.ALIAS_SET), Bench.setAlias("a", "1.0.0")));
    }
    assertThat(bench().look().refs()).containsKeys("refs/heads/review", "refs/aliases/a");
  }

  @Test
  default void aTurnSeesTheLatestStateAndWritesOnce() {
    bench().published("1.0.0");
    try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
      assertThat(turn.now().versions()).hasSize(1);
      turn.commit(bench().authored(Bench.event(Operation.ALIAS_SET), Bench.setAlias("a", "1.0.0")));
      var again = bench().authored(Bench.event(Operation.ALIAS_SET), Bench.setAlias("b", "1.0.0"));
      assertThatThrownBy(() -> turn.commit(again)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(bench().look().aliases()).hasSize(1);
  }

  @Test
  default void aClosedTurnWritesNothing() {
    bench().published("1.0.0");
    ModelStore.Turn turn = bench().store().begin(Bench.IRIS);
    turn.close();
    turn.close();
    var late = bench().authored(Bench.event(Operation.ALIAS_SET), Bench.setAlias("a", "1.0.0"));
    assertThatThrownBy(() -> turn.commit(late)).isInstanceOf(IllegalStateException.class);
    assertThat(bench().look().aliases()).isEmpty();
  }

  @Test
  default void aTurnLetGoWithoutWritingLeavesNothing() {
    try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
      assertThat(turn.now().refs()).isEmpty();
    }
    bench().published("1.0.0");
    assertThat(bench().look().audit()).hasSize(2);
  }

  @Test
  default void nobodyElseWritesWhileATurnLasts() throws Exception {
    bench().published("1.0.0");
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch started = new CountDownLatch(1);
      Future<?> waiting;
      try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
        waiting =
            other.submit(
                () -> {
                  started.countDown();
                  bench().alias("theirs", "1.0.0");
                });
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        turn.commit(
            bench().authored(Bench.event(Operation.ALIAS_SET), Bench.setAlias("ours", "1.0.0")));
        assertThat(bench().look().aliases()).containsOnlyKeys(new AliasName("ours"));
      }
      waiting.get(30, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }
    assertThat(bench().look().aliases()).hasSize(2);
  }

  @Test
  default void eightThreadsTakingTurnsLoseNothing() throws Exception {
    bench().published("1.0.0");
    Version one = Version.parse("1.0.0");
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "m" + i;
      writers.add(
          () -> {
            for (int n = 0; n < 5; n++) {
              count(one, name);
            }
            return 0;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
    MetricSet metrics = bench().look().metrics(one);
    assertThat(metrics.values()).hasSize(8).allSatisfy((k, v) -> assertThat(v).hasToString("5"));
    assertThat(bench().look().audit().map(AuditEntry::id).distinct()).hasSize(42);
  }

  private void count(Version version, String name) {
    try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
      MetricSet now = turn.now().metrics(version);
      long before = now.get(name).map(v -> ((MetricValue.Whole) v).value()).orElse(0L);
      MetricSet next = MetricSet.of(Map.of(name, new MetricValue.Whole(before + 1)));
      turn.commit(
          bench()
              .authored(
                  Bench.event(Operation.METRICS_UPDATE),
                  new Change.SetMetrics(version, now.merge(next, Set.of()))));
    }
  }
}
