package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private static Object read(String json) {
    return Json.read(json.getBytes(UTF_8));
  }

  @Test
  void treesAreIndentedByTwoInTheirOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("model", ModelName.parse("acme/iris"));
    tree.put("versions", List.of(Map.of("size_bytes", 12), "x"));
    tree.put("none", List.of());
    tree.put("nothing", Map.of());
    tree.put("gone", Optional.empty());
    assertThat(Json.write(tree))
        .isEqualTo(
            """
            {
              "model": "acme/iris",
              "versions": [
                {
                  "size_bytes": 12
                },
                "x"
              ],
              "none": [],
              "nothing": {}
            }""");
    assertThat(Json.line(tree))
        .isEqualTo(
            "{\"model\":\"acme/iris\",\"versions\":[{\"size_bytes\":12},\"x\"],\"none\":[],\"nothing\":{}}");
  }

  @Test
  void recordsAreObjectsInSnakeCaseAndValuesTheirText() {
    record Row(Version version, long sizeBytes, Optional<FilePath> modelCard, Instant createdAt) {}
    Instant at = Instant.parse("2026-11-21T10:00:00Z");
    assertThat(Json.line(new Row(Version.parse("1.2.0"), 5, Optional.of(new FilePath("a/b")), at)))
        .isEqualTo(
            "{\"version\":\"1.2.0\",\"size_bytes\":5,\"model_card\":\"a/b\",\"created_at\":\"2026-11-21T10:00:00Z\"}");
    Tombstone tombstone =
        new Tombstone(
            Version.parse("1.0.0"), Revision.NONE, new Actor("A", "a@x"), at, Optional.empty());
    assertThat(Json.line(tombstone))
        .isEqualTo(
            "{\"version\":\"1.0.0\",\"entry\":\""
                + "0".repeat(40)
                + "\",\"by\":{\"name\":\"A\",\"email\":\"a@x\"},\"at\":\"2026-11-21T10:00:00Z\"}");
  }

  @Test
  void scalarsHaveOneForm() {
    Digest digest = Digest.parse("sha256:" + "ab".repeat(32));
    assertThat(Json.line(List.of(true, 1, (short) 2, 3L, 1.5, 0.1f, "x", 'c' + "", digest)))
        .isEqualTo("[true,1,2,3,1.5,0.1,\"x\",\"c\",\"sha256:" + "ab".repeat(32) + "\"]");
    assertThat(
            Json.line(
                List.of(Operation.ALIAS_MOVE, OptionalDouble.of(2.5), OptionalDouble.empty())))
        .isEqualTo("[\"alias.move\",2.5]");
    assertThat(Json.line(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[null,null]");
    assertThat(Json.line(Optional.empty())).isEqualTo("null");
    assertThatThrownBy(() -> Json.line(new Object())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void metricsAreNumbersWithTheirDigitsOrTexts() {
    MetricSet metrics =
        MetricSet.of(
            Map.of(
                "a", MetricValue.parse("0.860"),
                "b", MetricValue.parse(".5"),
                "c", MetricValue.parse("+1e-3"),
                "d", MetricValue.parse("7"),
                "e", MetricValue.parse("good"),
                "f", MetricValue.parse("007.50"),
                "g", MetricValue.parse("99999999999999999999")));
    assertThat(Json.line(metrics))
        .isEqualTo(
            "{\"a\":0.860,\"b\":0.5,\"c\":1.0e-3,\"d\":7,\"e\":\"good\",\"f\":7.50,"
                + "\"g\":99999999999999999999.0}");
  }

  @Test
  void whatATerminalWouldActOnIsEscaped() throws IOException {
    String nasty = "\u001b[31m \u202E \u0085 \u2028 \" \\ \n \t é 😀 \uDB40\uDC01";
    String json = Json.line(Map.of(nasty, nasty));
    assertThat(json)
        .contains("\\u001b", "\\u202e", "\\u0085", "\\u2028", "é", "😀", "\\udb40\\udc01")
        .doesNotContain("\u001b", "\u202E", "\u0085", "\u2028");
    assertThat(new ObjectMapper().readValue(json, Object.class)).isEqualTo(Map.of(nasty, nasty));
    assertThat(read(json)).isEqualTo(Map.of(nasty, nasty));
  }

  @Test
  void halfACharacterIsReplaced() {
    assertThat(read(Json.line(List.of("a\uD800b")))).isEqualTo(List.of("a\uFFFDb"));
    assertThat(Trees.yaml(Map.of("k", "a\uD800b"))).isEqualTo("k: \"a\uFFFDb\"\n");
  }

  @Test
  void whatIsWrittenIsReadBackByUsAndByAStockParser() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> tree = AnyTree.map(random, 4);
      String json = i % 2 == 0 ? Json.write(tree) : Json.line(tree);
      assertThat(read(json)).as(json).isEqualTo(tree);
      assertThat(new ObjectMapper().readTree(json).size()).isEqualTo(tree.size());
    }
  }

  @Test
  void numbersAreLongsOrDoublesAndNullIsLeftOut() {
    assertThat(read("{\"a\": 1, \"b\": 1.0, \"c\": 1000000000000000019884624838656, \"d\": null}"))
        .isEqualTo(Map.of("a", 1L, "b", 1.0, "c", 1e30));
    assertThat(read("[1, null, true]")).isEqualTo(List.of(1L, true));
    assertThat(read(" \"x\" ")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":null,\"a\":2}",
        "{} {}",
        "{a:1}",
        "1e999",
        "NaN",
        "-INF",
        "[NaN]",
        "// x\n{}",
        "'a'",
        "\uFEFF{}",
        "\"\\uZZZZ\"",
        "tru"
      })
  void whatIsNoJsonIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(RegistryException.class)
        .hasMessageMatching("(?s)json:\\d+:\\d+: .*");
  }

  @Test
  void depthIsBounded() {
    assertThat(read("[".repeat(64) + "]".repeat(64))).isNotNull();
    assertThatThrownBy(() -> read("[".repeat(65) + "]".repeat(65)))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> read("[".repeat(1_000_000))).isInstanceOf(RegistryException.class);
  }
}
