package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

final class TreesTest {
  private static Map<String, Object> read(String yaml) {
    return Trees.readYaml(yaml.getBytes(UTF_8));
  }

  @Test
  void aTreeIsOneLineAFactInItsOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", Version.parse("1.2.0"));
    tree.put("before", Map.of());
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("license", "no");
    after.put("description", "# Iris\n\nThree kinds.\n");
    after.put("learning_rate", 2.0e-5);
    after.put("f1", MetricValue.parse("0.860"));
    after.put("gone", Optional.empty());
    tree.put("after", after);
    tree.put("files", List.of("a b.txt", Map.of("path", "x"), List.of("u", "v"), List.of()));
    assertThat(Trees.yaml(tree))
        .isEqualTo(
            """
            version: "1.2.0"
            before: {}
            after:
              license: "no"
              description: |
                # Iris

                Three kinds.
              learning_rate: 2.0e-5
              f1: 0.860
            files:
              - a b.txt
              - path: x
              - - u
                - v
              - []
            """);
  }

  @Test
  void anEmptyTreeIsAnEmptyMapping() {
    assertThat(Trees.yaml(Map.of())).isEqualTo("{}\n");
    assertThat(read("{}\n")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void anyTreeIsReadBackByUsAndByAStockParser() {
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      Map<String, Object> tree = AnyTree.map(random, 5);
      String yaml = Trees.yaml(tree);
      assertThat(read(yaml)).as(yaml).isEqualTo(tree);
      assertThat(Trees.yaml(read(yaml))).isEqualTo(yaml);
      Object stock = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      assertThat(Json.line(stock)).as(yaml).isEqualTo(Json.line(tree));
    }
  }

  @Test
  void notANumberSurvives() {
    Map<String, Object> tree = Map.of("a", List.of(Double.NaN, Double.NEGATIVE_INFINITY, 1e300));
    assertThat(read(Trees.yaml(tree))).isEqualTo(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"- a", "x", "a: &b 1", "a: !!set {}", "a: 1\na: 2", "a: [", "a: 1\n---\nb: 2"})
  void anythingElseIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(RegistryException.class)
        .hasMessageMatching("(?s)yaml:\\d+:\\d+: .*");
  }
}
