package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ManifestText.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests, and their texts being completed. */
class ManifestTest {
  private static final Version NEXT = Version.parse("1.10.0");

  private static ManifestText with(String text, String version) {
    int start = text.indexOf(version);
    return new ManifestText(
        text,
        new Manifest(Map.of("version", version)),
        Optional.of(new Span(start, start + version.length())));
  }

  private static Map<String, String> missing(String... pairs) {
    Map<String, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      missing.put(pairs[i], pairs[i + 1]);
    }
    return missing;
  }

  @Test
  void onlyTheVersionIsReplaced() {
    String text = "# mine\r\nversion:   1.9.0   # the last\nother: 1.9.0\n\n\n";
    ManifestText done = with(text, "1.9.0").completed(NEXT, Map.of());
    assertThat(done.text())
        .isEqualTo("# mine\r\nversion:   1.10.0   # the last\nother: 1.9.0\n\n\n");
    assertThat(done.manifest().version()).contains(NEXT);
  }

  @Test
  void theSameVersionKeepsEveryByte() {
    String text = "version:   1.10.0   # now";
    assertThat(with(text, "1.10.0").completed(NEXT, Map.of()).text()).isEqualTo(text);
  }

  @Test
  void completingTwiceIsCompletingWithTheLast() {
    ManifestText once = with("version: 1.9.0 # x\nname: y\n", "1.9.0").completed(NEXT, Map.of());
    assertThat(once.completed(Version.parse("2.0.0"), Map.of()).text())
        .isEqualTo("version: 2.0.0 # x\nname: y\n");
    ManifestText made = ManifestText.NONE.completed(NEXT, missing("name", "iris"));
    assertThat(made.completed(Version.parse("2.0.0"), missing("task", "t")).text())
        .isEqualTo("name: iris\nversion: 2.0.0\ntask: t\n");
    assertThat(made.completed(NEXT, missing("name", "other"))).isEqualTo(made);
  }

  @Test
  void whatIsMissingIsAddedBelow() {
    ManifestText text =
        new ManifestText("name: iris", new Manifest(Map.of("name", "iris")), Optional.empty());
    ManifestText done =
        text.completed(NEXT, missing("task", "classification", "name", "other", "license", "mit"));
    assertThat(done.text())
        .isEqualTo("name: iris\ntask: classification\nlicense: mit\nversion: 1.10.0\n");
    assertThat(done.manifest().text("name")).contains("iris");
    assertThat(done.manifest().text("task")).contains("classification");
  }

  @Test
  void theVersionIsNeverWrittenTwice() {
    assertThat(ManifestText.NONE.completed(NEXT, missing("version", "0.1.0")).text())
        .isEqualTo("version: 1.10.0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LlamaForCausalLM | LlamaForCausalLM",
        "acme/base-1.0 | acme/base-1.0",
        "no | \"no\"",
        "Null | \"Null\"",
        "ON | \"ON\"",
        "12 | \"12\"",
        "1.5 | \"1.5\"",
        "a b | \"a b\"",
        "a: b | \"a: b\"",
        "a#b | \"a#b\"",
        "- a | \"- a\"",
        "größe | \"größe\"",
        "a\"b | \"a\\\"b\"",
        "a\\b | \"a\\\\b\"",
        "`` | \"\"",
      })
  void aValueThatYamlCouldMisreadIsQuoted(String value, String written) {
    assertThat(ManifestText.NONE.completed(NEXT, missing("task", value)).text())
        .isEqualTo("task: " + written + "\nversion: 1.10.0\n");
  }

  @Test
  void whatYamlTakesForALineBreakIsEscaped() {
    assertThat(ManifestText.NONE.completed(NEXT, missing("task", "a\nb\u0085c\u2028d\te")).text())
        .isEqualTo("task: \"a\\u000ab\\u0085c\\u2028d\\u0009e\"\nversion: 1.10.0\n");
  }

  @Test
  void aManifestsFieldsAreAskedForByName() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", "1.10.0");
    fields.put("tags", List.of("a", "b"));
    fields.put("training", Map.of("dataset", "acme/d@1.0.0", "seed", Map.of("n", 7L)));
    fields.put("metadata", Map.of());
    fields.put("rates", List.of(2.0e-5, 1.0e10, 0.5));
    Manifest manifest = new Manifest(fields);
    assertThat(manifest.version()).contains(NEXT);
    assertThat(manifest.kind()).isEqualTo("model");
    assertThat(manifest.texts("tags")).containsExactly("a", "b");
    assertThat(manifest.texts("version")).isEmpty();
    assertThat(manifest.text("absent")).isEmpty();
    assertThat(manifest.trainingDataset()).contains("acme/d@1.0.0");
    assertThat(manifest.flat())
        .containsEntry("tags", "[a, b]")
        .containsEntry("training.seed.n", "7")
        .containsEntry("metadata", "{}")
        .containsEntry("rates", "[2.0e-5, 1.0e10, 0.5]")
        .hasSize(6);
  }

  @Test
  void aManifestKeepsTheOrderAndCantBeChanged() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("z", 1L);
    fields.put("a", 2L);
    Manifest manifest = new Manifest(fields);
    fields.clear();
    assertThat(manifest.fields().keySet()).containsExactly("z", "a");
    assertThat(new Manifest(Map.of("kind", "adapter")).kind()).isEqualTo("adapter");
    assertThat(Manifest.EMPTY.trainingDataset()).isEmpty();
  }
}
