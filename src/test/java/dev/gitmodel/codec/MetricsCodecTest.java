package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

final class MetricsCodecTest {
  private static final int ROUNDS = 3000;
  private static final String[] TRICKY = {
    "no",
    "y",
    "NULL",
    "~",
    "",
    "1.0",
    "012",
    "0x1F",
    "1:30",
    ".nan",
    ".5",
    "-",
    "- a",
    "a: b",
    "a #b",
    "#",
    " lead",
    "trail ",
    "two  blanks",
    "2024-01-01",
    "\"",
    "'",
    "\\n",
    "[a]",
    "{a}",
    "*a",
    "&a",
    "!t",
    "%",
    "@",
    "`",
    "|",
    ">",
    "é",
    "😀",
    "\u0085",
    "\u2028",
    "\u202E",
    "\uFEFF",
    "1_000",
    "1e5",
    "+1",
    "=",
    "<<",
    "a:",
    "true",
    "sha256:9b1d",
    "?",
    ",",
    "\u00a0",
    "\uFFFE"
  };

  private static MetricSet read(String text) {
    return MetricsCodec.read(text.getBytes(UTF_8));
  }

  private static String written(MetricValue value) {
    return MetricsCodec.write(MetricSet.of(Map.of("m", value)));
  }

  @Test
  void anUnquotedNumberIsOneAndAnythingElseIsAText() {
    MetricSet metrics =
        read("f1: 0.860\nn: 12\nwide: 99999999999999999999\nbest: yes\nid: \"12\"\n");
    assertThat(metrics.values())
        .containsEntry("f1", new MetricValue.Real(0.86))
        .containsEntry("n", new MetricValue.Whole(12))
        .containsEntry("wide", new MetricValue.Real(1e20))
        .containsEntry("best", new MetricValue.Text("yes"))
        .containsEntry("id", new MetricValue.Text("12"));
    assertThat(metrics.get("f1")).hasToString("Optional[0.860]");
  }

  @Test
  void anEmptyNoteHoldsNoMetrics() {
    assertThat(read("")).isEqualTo(MetricSet.EMPTY);
    assertThat(read("# nothing\n")).isEqualTo(MetricSet.EMPTY);
    assertThat(MetricsCodec.write(MetricSet.EMPTY)).isEmpty();
  }

  @Test
  void metricsAreOneLineEachSortedByName() {
    assertThat(MetricsCodec.write(read("f1: 0.86\n\nacc: 0.9\n")))
        .isEqualTo("acc: 0.9\nf1: 0.86\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f1: [1]",
        "f1: {a: 1}",
        "f1:",
        "f1: ~",
        "- f1",
        "f1",
        "f1: 1\nf1: 2",
        "f1: &a 1",
        "f1: !!int 1",
        "1f: 1",
        "a b: 1",
        "? [a]\n: 1",
        "f1: 1\n---\nf1: 2",
        "%YAML 1.2\n---\nf1: 1"
      })
  void whatIsNoListOfMetricsIsRefused(String note) {
    assertThatThrownBy(() -> read(note))
        .isInstanceOf(RegistryException.class)
        .hasMessageMatching("(?s)metrics:\\d+:\\d+: .*");
  }

  @Test
  void aRefusalNamesLineAndMetric() {
    assertThatThrownBy(() -> read("f1: 0.8\nacc: [1]\nloss:\n"))
        .hasMessage(
            "metrics:2:1: acc: one number or one line of text was expected\n"
                + "metrics:3:1: loss: one number or one line of text was expected");
  }

  @ParameterizedTest
  @CsvSource({
    "0.86, 0.86",
    "1e5, 1.0e+5",
    "1E-3, 1.0e-3",
    ".5, 0.5",
    "-.5, -0.5",
    "5., 5.0",
    "+1.5, +1.5",
    "2.0e-5, 2.0e-5",
    "2.0e5, 2.0e+5",
    "99999999999999999999, 99999999999999999999.0"
  })
  void aFloatKeepsItsDigitsInANotationThatEveryParserReads(String typed, String line) {
    assertThat(written(MetricValue.parse(typed))).isEqualTo("m: " + line + "\n");
  }

  @Test
  void aNumberTooLongForThePointIsShortened() {
    MetricValue wide = MetricValue.parse("9".repeat(256));
    assertThat(read(written(wide)).get("m")).contains(wide);
  }

  @Test
  void aRealThatClaimsOtherDigitsIsWrittenByItsValue() {
    assertThat(written(new MetricValue.Real(0.5, "0.7"))).isEqualTo("m: 0.5\n");
    assertThat(written(new MetricValue.Real(0.5, "x\nevil: 1"))).isEqualTo("m: 0.5\n");
    assertThatThrownBy(() -> written(new MetricValue.Real(Double.NaN)))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> written(new MetricValue.Text("\uD800")))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void anythingWrittenIsReadBackByUsAndByAStockParser() {
    Random random = new Random(42);
    for (int i = 0; i < ROUNDS; i++) {
      MetricSet metrics = anyMetrics(random);
      String text = MetricsCodec.write(metrics);
      assertThat(read(text)).as(text).isEqualTo(metrics);
      assertThat(text.lines().count()).isEqualTo(metrics.values().size());
      if (!metrics.isEmpty()) {
        assertThat(stock(text)).as(text).isEqualTo(plain(metrics));
      }
    }
  }

  private static Map<String, Object> stock(String text) {
    Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    Map<String, Object> numbers = new TreeMap<>();
    read.forEach(
        (k, v) ->
            numbers.put(k, v instanceof Number n && !(v instanceof Double) ? n.longValue() : v));
    return numbers;
  }

  private static Map<String, Object> plain(MetricSet metrics) {
    Map<String, Object> plain = new TreeMap<>();
    metrics
        .values()
        .forEach(
            (name, value) ->
                plain.put(
                    name,
                    value instanceof MetricValue.Whole w
                        ? w.value()
                        : value instanceof MetricValue.Real r ? r.value() : value.toString()));
    return plain;
  }

  private static MetricSet anyMetrics(Random random) {
    String[] names = {
      "f1", "no", "Y", "true", "recall@10", "a/b", "_1", "null", "val.loss", "p-95"
    };
    Map<String, MetricValue> values = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      values.put(names[random.nextInt(names.length)], anyValue(random));
    }
    return MetricSet.of(values);
  }

  private static MetricValue anyValue(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new MetricValue.Whole(random.nextLong());
      case 1 ->
          new MetricValue.Real(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
      case 2 ->
          MetricValue.parse(
              random.nextInt(1000) + "." + random.nextInt(1000) + "e" + (random.nextInt(40) - 20));
      case 3 -> new MetricValue.Text(TRICKY[random.nextInt(TRICKY.length)]);
      default ->
          new MetricValue.Text(
              TRICKY[random.nextInt(TRICKY.length)] + TRICKY[random.nextInt(TRICKY.length)]);
    };
  }
}
