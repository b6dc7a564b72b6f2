package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Version;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Metrics and descriptions: notes by version. */
interface NotesContract extends StoreContract {
  Version ONE = Version.parse("1.0.0");
  Version TWO = Version.parse("1.1.0");

  private Receipt measure(Version version, String name, String value) {
    MetricSet metrics = MetricSet.of(Map.of(name, MetricValue.parse(value)));
    return bench().write(Operation.METRICS_UPDATE, new Change.SetMetrics(version, metrics));
  }

  private Receipt describe(Version version, Optional<String> text) {
    return bench().write(Operation.DESCRIPTION_UPDATE, new Change.SetDescription(version, text));
  }

  @Test
  default void metricsAreByVersion() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    measure(ONE, "f1", "0.83");
    measure(TWO, "f1", "0.86");
    assertThat(bench().look().metrics(ONE).get("f1")).contains(MetricValue.parse("0.83"));
    assertThat(bench().look().metrics(TWO).get("f1")).contains(MetricValue.parse("0.86"));
  }

  @Test
  default void aVersionWithoutMetricsHasNone() {
    bench().published("1.0.0");
    assertThat(bench().look().metrics(ONE)).isEqualTo(MetricSet.EMPTY);
    assertThat(bench().look().description(ONE)).isEmpty();
    assertThat(bench().look().evaluations(ONE)).isEmpty();
  }

  @Test
  default void metricsKeepTheirTypes() {
    bench().published("1.0.0");
    MetricSet metrics =
        MetricSet.of(
            Map.of(
                "whole", new MetricValue.Whole(Long.MIN_VALUE),
                "real", MetricValue.parse("1e-7"),
                "real_one", MetricValue.parse("1.0"),
                "text", new MetricValue.Text("no"),
                "digits", new MetricValue.Text("012"),
                "quoted", new MetricValue.Text("5"),
                "recall@10", MetricValue.parse("0.5"),
                "colon", new MetricValue.Text("a: b # c \"d\" 'e'"),
                "umlaut", new MetricValue.Text("größer")));
    bench().write(Operation.METRICS_UPDATE, new Change.SetMetrics(ONE, metrics));
    assertThat(bench().look().metrics(ONE)).isEqualTo(metrics);
  }

  @Test
  default void metricsAreExactlyWhatIsSet() {
    bench().published("1.0.0");
    measure(ONE, "f1", "0.83");
    measure(ONE, "loss", "0.2");
    assertThat(bench().look().metrics(ONE).values()).containsOnlyKeys("loss");
  }

  @Test
  default void noMetricsAreLikeNeverMeasured() {
    bench().published("1.0.0");
    measure(ONE, "f1", "0.83");
    bench().write(Operation.METRICS_UPDATE, new Change.SetMetrics(ONE, MetricSet.EMPTY));
    assertThat(bench().look().metrics(ONE).isEmpty()).isTrue();
  }

  @Test
  default void eachUpdateMovesTheNotesForward() {
    bench().published("1.0.0");
    Receipt first = measure(ONE, "f1", "0.83");
    Receipt second = measure(ONE, "f1", "0.86");
    assertThat(first.moves()).singleElement().matches(m -> m.ref().equals("refs/notes/metrics"));
    assertThat(first.moves().get(0).from().isNone()).isTrue();
    assertThat(second.moves())
        .singleElement()
        .matches(m -> m.from().equals(first.moves().get(0).to()));
  }

  @Test
  default void metricsComeTogetherWithTheirVersion() {
    MetricSet metrics = MetricSet.of(Map.of("f1", MetricValue.parse("0.9")));
    bench()
        .write(
            Operation.VERSION_PUBLISH,
            bench().version("1.0.0"),
            new Change.SetMetrics(ONE, metrics));
    assertThat(bench().look().metrics(ONE)).isEqualTo(metrics);
  }

  @Test
  default void manyVersionsKeepTheirMetricsApart() {
    for (int i = 0; i < 12; i++) {
      bench().published("1.0." + i);
      measure(Version.parse("1.0." + i), "n", "" + i);
    }
    Snapshot now = bench().look();
    for (int i = 0; i < 12; i++) {
      assertThat(now.metrics(Version.parse("1.0." + i)).get("n"))
          .contains(new MetricValue.Whole(i));
    }
  }

  @Test
  default void aDescriptionIsKeptAsWrittenUntilItIsTakenAway() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    String text = "# Größe\n\nzwei Zeilen,  keine am Ende";
    assertThat(describe(ONE, Optional.of(text)).moves())
        .extracting(RefMove::ref)
        .containsExactly("refs/notes/description");
    assertThat(bench().look().description(ONE)).contains(text);
    assertThat(bench().look().description(TWO)).isEmpty();
    describe(ONE, Optional.empty());
    assertThat(bench().look().description(ONE)).isEmpty();
  }

  @Test
  default void notesOnNoVersionAreNotFound() {
    refused(Problem.NOT_FOUND, "1.0.0", () -> measure(ONE, "f1", "0.83"));
    refused(Problem.NOT_FOUND, "1.0.0", () -> describe(ONE, Optional.of("x")));
    assertThat(bench().look().refs()).isEmpty();
  }
}
