package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.metrics;
import static dev.gitmodel.registry.Desk.problem;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Selector;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UpdateMetricsTest {
  private final Desk desk = new Desk();

  @BeforeEach
  void aVersionIsThere() {
    desk.push(weights("one"), "1.0.0");
  }

  private static UpdateMetrics.Request request(String version, MetricSet set, String... unset) {
    return new UpdateMetrics.Request(ANN, IRIS, Selector.parse(version), set, Set.of(unset));
  }

  private Done<UpdateMetrics.Result> update(MetricSet set, String... unset) {
    return new UpdateMetrics(desk.ledger).apply(request("1.0.0", set, unset));
  }

  @Test
  void keysAreMergedAndUnset() {
    update(metrics("f1", "0.8", "loss", "0.5", "epochs", "3"));

    var done = update(metrics("f1", "0.83", "note", "good"), "loss");

    assertThat(desk.now().metrics(v("1.0.0")))
        .isEqualTo(metrics("f1", "0.83", "epochs", "3", "note", "good"));
    assertThat(done.result().before().get("f1")).contains(MetricValue.parse("0.8"));
    assertThat(done.result().after().get("f1")).contains(MetricValue.parse("0.83"));
  }

  @Test
  void theEntryHasBothValuesOfEachKeyThatChanged() {
    update(metrics("f1", "0.8", "loss", "0.5", "epochs", "3"));

    var done = update(metrics("f1", "0.83", "epochs", "3", "note", "good"), "loss");

    var event = done.changes().orElseThrow().event();
    assertThat(event.before()).isEqualTo(Map.of("metrics", Map.of("f1", 0.8, "loss", 0.5)));
    assertThat(event.after()).isEqualTo(Map.of("metrics", Map.of("f1", 0.83, "note", "good")));
    assertThat(desk.lastEntry().subject())
        .isEqualTo("metrics 1.0.0: f1=0.83, loss gone, note=good");
    assertThat(desk.lastEntry().version()).contains(v("1.0.0"));
  }

  @Test
  void noChangeWritesNothing() {
    update(metrics("f1", "0.8"));
    int entries = desk.audit().size();

    assertThat(update(metrics("f1", "0.8"), "never").changes()).isEmpty();
    assertThat(desk.audit()).hasSize(entries);
  }

  @Test
  void aSubjectStaysShortWhateverTheMetrics() {
    TreeMap<String, MetricValue> many = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      many.put(String.format("metric_%03d", i), new MetricValue.Whole(i));
    }

    update(new MetricSet(many));

    assertThat(desk.lastEntry().subject())
        .startsWith("metrics 1.0.0: metric_000=0, ")
        .endsWith(", and 492 more");
    assertThat(desk.now().metrics(v("1.0.0")).values()).hasSize(500);
  }

  @Test
  void aValueWithOddCharactersIsVisibleInTheSubject() {
    update(metrics("note", "a\u202eb"));

    assertThat(desk.lastEntry().subject()).isEqualTo("metrics 1.0.0: note=a<U+202E>b");
  }

  @Test
  void twoWritersOfDifferentKeysBothWin() {
    desk.store.loseNextRace();

    update(metrics("f1", "0.8"));
    update(metrics("auc", "0.9"));

    assertThat(desk.now().metrics(v("1.0.0"))).isEqualTo(metrics("f1", "0.8", "auc", "0.9"));
  }

  @Test
  void aVersionThatIsNotThereHasNoMetrics() {
    assertThat(
            problem(
                () -> new UpdateMetrics(desk.ledger).apply(request("2.0.0", metrics("f1", "1")))))
        .isEqualTo(Problem.NOT_FOUND);
  }

  @Test
  void aDryRunWritesNothing() {
    var done = new UpdateMetrics(desk.ledger).plan(request("1.0.0", metrics("f1", "1")));

    assertThat(done.changes()).isPresent();
    assertThat(desk.now().metrics(v("1.0.0"))).isEqualTo(MetricSet.EMPTY);
  }
}
