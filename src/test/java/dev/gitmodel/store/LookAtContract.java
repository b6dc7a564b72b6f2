package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looking at the past, as the audit log has it. */
interface LookAtContract extends StoreContract {
  private Snapshot at(Instant at) {
    return bench().store().lookAt(Bench.IRIS, at);
  }

  /** A minute passes with each write: the model's creation is minute 0. */
  private Snapshot atMinute(int minute) {
    return at(Bench.START.plusSeconds(60L * minute));
  }

  @Test
  default void thePastIsAsItWas() {
    ModelVersion one = bench().published("1.0.0");
    bench().alias("champion", "1.0.0");
    MetricSet metrics = MetricSet.of(Map.of("f1", MetricValue.parse("0.8")));
    bench().write(Operation.METRICS_UPDATE, new Change.SetMetrics(one.version(), metrics));
    bench().published("1.1.0");
    bench().alias("champion", "1.1.0");
    bench().delete("1.0.0");
    AliasName champion = new AliasName("champion");

    assertThat(atMinute(0).refs()).isEmpty();
    assertThat(atMinute(1).versions()).containsExactly(one.version());
    assertThat(atMinute(1).aliases()).isEmpty();
    assertThat(atMinute(2).aliases()).containsEntry(champion, one.version());
    assertThat(atMinute(2).metrics(one.version()).isEmpty()).isTrue();
    assertThat(atMinute(3).metrics(one.version())).isEqualTo(metrics);
    assertThat(atMinute(3).lastVersionOn(BranchName.MAIN)).contains(one.version());
    assertThat(atMinute(4).versions()).hasSize(2);
    assertThat(atMinute(4).aliases()).containsEntry(champion, one.version());
    assertThat(atMinute(5).aliases()).containsEntry(champion, Version.parse("1.1.0"));
    assertThat(atMinute(5).version(one.version())).isEqualTo(one);
    assertThat(atMinute(6).versions()).containsExactly(Version.parse("1.1.0"));
    assertThat(atMinute(6).refs()).isEqualTo(bench().look().refs());
  }

  @Test
  default void betweenTwoWritesTheEarlierHolds() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    assertThat(at(Bench.START.plusSeconds(119)).versions()).hasSize(1);
    assertThat(at(Bench.START.plusSeconds(120)).versions()).hasSize(2);
  }

  @Test
  default void thePastHasThePastsLog() {
    bench().published("1.0.0");
    bench().delete("1.0.0");
    assertThat(atMinute(1).audit()).hasSize(2);
    assertThat(atMinute(1).tombstone(Version.parse("1.0.0"))).isEmpty();
    assertThat(atMinute(2).tombstone(Version.parse("1.0.0"))).isPresent();
  }

  @Test
  default void theFutureIsAsItIsNow() {
    bench().published("1.0.0");
    assertThat(at(Instant.parse("2999-01-01T00:00:00Z")).refs()).isEqualTo(bench().look().refs());
  }

  @Test
  default void beforeItsCreationAModelIsNotFound() {
    refused(Problem.NOT_FOUND, "acme/iris", () -> at(Bench.START.minusSeconds(1)));
  }

  @Test
  default void whatWasMovedBehindTheLogsBackIsNotThePast() {
    ModelVersion one = bench().published("1.0.0");
    ModelVersion two = bench().published("1.1.0");
    bench().alias("champion", "1.0.0");
    moveRef(Bench.IRIS, "refs/aliases/champion", two.tag());
    AliasName champion = new AliasName("champion");
    assertThat(bench().look().aliases()).containsEntry(champion, two.version());
    assertThat(atMinute(3).aliases()).containsEntry(champion, one.version());
  }
}
