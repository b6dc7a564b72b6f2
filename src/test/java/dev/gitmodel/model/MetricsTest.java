package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics: their values, their names, and how they merge. */
class MetricsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "-7, -7",
    "+5, 5",
    "012, 12",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void whatParsesAsAnIntegerIsOne(String text, long value) {
    assertThat(MetricValue.parse(text)).isEqualTo(new MetricValue.Whole(value));
    assertThat(MetricValue.parse(text)).hasToString(Long.toString(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.86, 0.86",
    "-0.5, -0.5",
    "1., 1.0",
    ".5, 0.5",
    "+.5e3, 500",
    "1e-7, 1e-7",
    "2E+3, 2000",
    "1e-400, 0.0",
    "9223372036854775808, 9.223372036854775807e18",
    "123456789012345678901234567890, 1.2345678901234568e29"
  })
  void whatParsesAsAFiniteFloatIsOneAndKeepsItsDecimals(String text, double value) {
    assertThat(MetricValue.parse(text)).isEqualTo(new MetricValue.Real(value));
    assertThat(MetricValue.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "n/a", "NaN", "nan", "Infinity", "-inf", "1e400", "0x10", "1_000", "1,5", "1 ", " 1",
        "1.2.3", "0.5f", "1d", "--1", "+", ".", "e5", "1e", "\u0661", "true", "no", "0.86 (best)"
      })
  void everythingElseIsText(String text) {
    assertThat(MetricValue.parse(text)).isEqualTo(new MetricValue.Text(text)).hasToString(text);
    assertThat(MetricValue.parse(text).number()).isEmpty();
  }

  @Test
  void aTextIsOneLineOfModestLength() {
    assertThat(MetricValue.parse("x".repeat(256))).hasToString("x".repeat(256));
    refused(Problem.INVALID, "256", () -> MetricValue.parse("x".repeat(257)));
    refused(Problem.INVALID, "one line", () -> MetricValue.parse("a\nb"));
    refused(Problem.INVALID, () -> MetricValue.parse("a\u001bb"));
    refused(Problem.INVALID, () -> MetricValue.parse("1".repeat(257)));
  }

  @Test
  void aRealIsFinite() {
    refused(Problem.INVALID, "finite", () -> new MetricValue.Real(Double.NaN));
    refused(Problem.INVALID, "finite", () -> new MetricValue.Real(Double.POSITIVE_INFINITY, "x"));
  }

  @Test
  void realsAreEqualByValueAndNotBySpelling() {
    assertThat(MetricValue.parse("0.50")).isEqualTo(MetricValue.parse("0.5"));
    assertThat(MetricValue.parse("0.50")).hasSameHashCodeAs(MetricValue.parse("0.5"));
    assertThat(MetricValue.parse("1.0")).isNotEqualTo(MetricValue.parse("1"));
  }

  @ParameterizedTest
  @CsvSource({"0.86, 0.83, 0.03", "1, 0.9, 0.1", "0.1, 0.3, -0.2", "3, 5, -2", "1., .5, 0.5"})
  void differencesAreDecimal(String a, String b, double difference) {
    assertThat(MetricValue.parse(a).minus(MetricValue.parse(b)))
        .isEqualTo(OptionalDouble.of(difference));
  }

  @Test
  void textsHaveNoDifference() {
    assertThat(MetricValue.parse("a").minus(MetricValue.parse("1"))).isEmpty();
    assertThat(MetricValue.parse("1").minus(MetricValue.parse("a"))).isEmpty();
  }

  private static MetricSet set(String... pairs) {
    Map<String, MetricValue> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], MetricValue.parse(pairs[i + 1]));
    }
    return MetricSet.of(values);
  }

  @Test
  void mergingIsByKey() {
    MetricSet merged =
        set("a", "1", "b", "2", "c", "3").merge(set("b", "9", "d", "4"), Set.of("c"));
    assertThat(merged).isEqualTo(set("a", "1", "b", "9", "d", "4"));
    assertThat(merged.values().keySet()).containsExactly("a", "b", "d");
  }

  @Test
  void whatIsUnsetAndSetIsSet() {
    assertThat(set("a", "1").merge(set("a", "2"), Set.of("a", "absent"))).isEqualTo(set("a", "2"));
    assertThat(set("a", "1").merge(MetricSet.EMPTY, Set.of("a")).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"f1", "recall@10", "eval/loss", "p99.9", "acc%", "a+b", "_x", "top-5"})
  void aMetricsNameIsPlain(String name) {
    assertThat(set(name, "1").get(name)).contains(new MetricValue.Whole(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "-x", "a b", "a:b", "a#b", "größe", "a\n", "a=b", "\u001b"})
  void aMetricsNameThatYamlOrATerminalMisreadsIsRefused(String name) {
    refused(Problem.INVALID, "is not a metric name", () -> set(name, "1"));
  }

  @Test
  void aVersionHoldsTenThousandMetrics() {
    Map<String, MetricValue> many = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("m" + i, new MetricValue.Whole(i));
    }
    assertThat(MetricSet.of(many).values()).hasSize(10_000);
    many.put("one-more", new MetricValue.Whole(0));
    refused(Problem.INVALID, "10000", () -> MetricSet.of(many));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss",
        "val_loss",
        "eval/loss",
        "loss2",
        "train.error",
        "error_rate",
        "RMSE",
        "mae",
        "latency_p99",
        "p99_latency",
        "wer",
        "perplexity",
        "model-size",
        "cost",
        "peak_memory",
        "ms",
        "infer_ms"
      })
  void someMetricsAreBetterLower(String name) {
    assertThat(Direction.usual(name)).isEqualTo(Direction.LOWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"f1", "accuracy", "auc", "lossless", "terror", "answer", "recall@10", "bleu"})
  void theOthersAreBetterHigher(String name) {
    assertThat(Direction.usual(name)).isEqualTo(Direction.HIGHER);
  }

  @Test
  void aNameTellsItsDirectionOrDoesNot() {
    assertThat(Direction.told("val_loss")).contains(Direction.LOWER);
    assertThat(Direction.told("test/f1")).contains(Direction.HIGHER);
    assertThat(Direction.told("recall@10")).contains(Direction.HIGHER);
    assertThat(Direction.told("top5-accuracy")).contains(Direction.HIGHER);
    assertThat(Direction.told("bananas")).isEmpty();
    assertThat(Direction.told("epochs")).isEmpty();
  }

  @Test
  void gainIsPositiveWhereItGotBetter() {
    assertThat(Direction.HIGHER.gain(3, 2)).isEqualTo(1);
    assertThat(Direction.LOWER.gain(3, 2)).isEqualTo(-1);
  }
}
