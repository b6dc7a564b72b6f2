package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonMetricsTest {
  private static MetricSet read(String json) {
    return MetricsCodec.fromJson("m.json", json.getBytes(UTF_8));
  }

  @Test
  void nestedObjectsAreFlattenedAndNumbersKeepTheirDigits() {
    MetricSet metrics =
        read(
            "{\"f1\": 0.860, \"test\": {\"loss\": 1e-3, \"n\": {\"rows\": 12}}, \"ok\": true, \"by\": \"0.5\"}");
    assertThat(metrics.values().keySet())
        .containsExactly("by", "f1", "ok", "test.loss", "test.n.rows");
    assertThat(metrics.get("f1")).hasToString("Optional[0.860]");
    assertThat(metrics.get("test.loss")).contains(new MetricValue.Real(0.001));
    assertThat(metrics.get("test.n.rows")).contains(new MetricValue.Whole(12));
    assertThat(metrics.get("ok")).contains(new MetricValue.Text("true"));
    assertThat(metrics.get("by")).contains(new MetricValue.Text("0.5"));
  }

  @Test
  void anEmptyObjectHoldsNoMetrics() {
    assertThat(read("{}")).isEqualTo(MetricSet.EMPTY);
    assertThat(read("{\"a\": {}}")).isEqualTo(MetricSet.EMPTY);
  }

  @Test
  void whereTheTextIsCutOffThatIsSaidWithoutTheParsersOwnWords() {
    assertThatThrownBy(() -> read("{\"a\": 1"))
        .hasMessageContaining("not JSON: Unexpected end-of-input")
        .hasMessageNotContaining("Source")
        .hasMessageNotContaining("REDACTED");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[1]|m.json:1:1: an object of metrics was expected",
        "``|m.json:1:1: an object of metrics was expected",
        "{\"a\": [1]}|m.json:1:2: a: a number or a text was expected",
        "{\"a\": null}|m.json:1:2: a: a number or a text was expected",
        "{\"a\": 1, \"a\": 2}|m.json:1:10: a: each metric once was expected, this one is there twice",
        "{\"a\": {\"b\": 1}, \"a.b\": 2}|m.json:1:17: a.b: each metric once was expected, this one is there twice",
        "{\"a\": 1e999}|m.json:1:2: a: a finite number was expected, found 1e999",
        "{\"a\": NaN}|m.json:1:2: a: a finite number was expected, found NaN",
        "{\"a\": -Infinity}|m.json:1:2: a: a finite number was expected, found -Infinity",
        "{\"a\": 1} {}|m.json:1:10: one JSON value was expected",
        "{\"a b\": 1}|m.json:1:2: a b: 'a b' is not a metric name",
        "{\"a\": \"x\\ny\"}|m.json:1:2: a: a metric's value is one line of at most 256 characters",
      })
  void whatIsNoObjectOfMetricsIsRefusedAtItsPlace(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(RegistryException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"a\": 01}|m.json:1:8: not JSON: .*",
        "{\"a\": 1,}|m.json:1:9: not JSON: .*",
        "{\"a\": 1|m.json:1:8: not JSON: .*",
        "{'a': 1}|m.json:1:2: not JSON: .*",
      })
  void whatIsNoJsonIsRefusedAtItsPlace(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(RegistryException.class)
        .hasMessageMatching(message);
  }

  @Test
  void limitsHold() {
    assertThatThrownBy(() -> read("{\"a\":".repeat(100_000)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("not JSON");
    assertThatThrownBy(() -> MetricsCodec.fromJson("m.json", new byte[9 * 1024 * 1024]))
        .hasMessage("m.json:1:1: at most 8192 KiB were expected, there are 9437184 bytes");
    assertThatThrownBy(() -> read("{\"a\": " + "1".repeat(2000) + "}"))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> MetricsCodec.fromJson("m.json", new byte[] {'{', (byte) 0xff}))
        .hasMessage("m.json:1:2: UTF-8 was expected: save the file as UTF-8");
  }
}
