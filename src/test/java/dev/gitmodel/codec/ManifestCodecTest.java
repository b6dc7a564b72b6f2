package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestCodecTest {
  private static ManifestText read(String text) {
    return ManifestCodec.read("model.yaml", text.getBytes(UTF_8));
  }

  private static Map<?, ?> section(Manifest manifest, String field) {
    return (Map<?, ?>) Optional.ofNullable(manifest.fields().get(field)).orElseThrow();
  }

  @Test
  void aWholeManifestIsReadWithItsTypes() throws IOException {
    Manifest manifest =
        read(Files.readString(Path.of("src/test/resources/corpus/manifest/good-full.yaml")))
            .manifest();
    assertThat(manifest.version()).contains(Version.parse("1.2.0"));
    assertThat(manifest.text("description"))
        .contains("# Support assistant\n\nAnswers *tickets*.\n");
    assertThat(manifest.texts("language")).containsExactly("en", "pt-BR", "no");
    assertThat(manifest.trainingDataset()).contains("acme/tickets@2.1.0");
    Map<?, ?> training = section(manifest, "training");
    assertThat(training.get("hyperparameters"))
        .isEqualTo(
            Map.of(
                "learning_rate",
                2.0e-5,
                "epochs",
                3L,
                "batch_size",
                16L,
                "image_size",
                224L,
                "seed",
                7L,
                "nested",
                Map.of("on", List.of(1L, true, "x"))));
    Map<?, ?> evaluation = section(manifest, "evaluation");
    assertThat(evaluation.get("concepts")).isEqualTo(List.of("spam", "ham", "no", "012"));
    Map<?, ?> inference = section(manifest, "inference");
    assertThat(inference.get("batch_size")).isEqualTo(8L);
    assertThat(inference.get("min_value")).isEqualTo(0.0);
  }

  @Test
  void textFieldsStayTextsWhateverTheyLookLike() {
    Manifest manifest = read("name: 012\nsummary: no\ntask: 1:30\nframework: 1.0\n").manifest();
    assertThat(manifest.fields())
        .isEqualTo(Map.of("name", "012", "summary", "no", "task", "1:30", "framework", "1.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1.2.0",
        "version: 1.2.0 # now\n",
        "name: x\nversion:    '1.2.0'\nkind: model\n",
        "summary: \"😀\"\nversion: \"1.2.0\"\n",
        "\"version\" : 1.2.0\r\nname: x\r\n",
        "# 😀\n? version\n: \"1.2\\x2E0\"\nname: x\n"
      })
  void theVersionIsReplacedWhereItStandsAndNothingElse(String text) {
    ManifestText read = read(text);
    ManifestText.Span span = read.version().orElseThrow();
    String next = read.completed(Version.parse("2.0.0-rc.1"), Map.of()).text();
    assertThat(next)
        .isEqualTo(text.substring(0, span.start()) + "2.0.0-rc.1" + text.substring(span.end()));
    assertThat(read(next).manifest().version()).contains(Version.parse("2.0.0-rc.1"));
    assertThat(text.substring(span.start(), span.end())).contains("1").doesNotContain("#", "\n");
  }

  @Test
  void aManifestWithoutAVersionHasNoPlaceForIt() {
    assertThat(read("name: x\n").version()).isEmpty();
    assertThat(read("").version()).isEmpty();
    assertThat(read("metadata: {version: 1}\n").version()).isEmpty();
  }

  @Test
  void aBlockWithoutALastLineBreakReadsAsItWillBeStored() {
    ManifestText read = read("description: |\n  no end");
    ManifestText completed = read.completed(Version.parse("1.0.0"), Map.of());
    assertThat(read(completed.text()).manifest()).isEqualTo(completed.manifest());
  }

  @Test
  void everyProblemIsReportedInTheOrderOfTheFile() {
    String text = "metrics: {}\nname: A\nfoo: &a 1\nname: B\nversion: x\n";
    List<ManifestProblem> problems = ManifestCodec.problems("m/model.yaml", text.getBytes(UTF_8));
    assertThat(problems).extracting(ManifestProblem::line).containsExactly(1, 2, 3, 3, 4, 5);
    assertThat(problems).extracting(ManifestProblem::file).containsOnly("m/model.yaml");
    assertThatThrownBy(() -> ManifestCodec.read("m/model.yaml", text.getBytes(UTF_8)))
        .isInstanceOf(RegistryException.class)
        .hasMessage(String.join("\n", problems.stream().map(ManifestProblem::toString).toList()));
  }

  @Test
  void thousandsOfProblemsAreCutShort() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append("unknown").append(i).append(": x\n");
    }
    assertThatThrownBy(() -> read(text.toString()))
        .message()
        .endsWith("\nand 950 more")
        .hasLineCount(51);
  }

  @Test
  void aFileOverTheLimitIsRefusedUnread() {
    byte[] large = new byte[256 * 1024 + 1];
    Arrays.fill(large, (byte) '#');
    String message = "model.yaml:1:1: at most 256 KiB were expected, there are 262145 bytes";
    assertThatThrownBy(() -> ManifestCodec.read("model.yaml", large)).hasMessage(message);
    assertThatThrownBy(() -> ManifestCodec.stored(large)).hasMessage(message);
    assertThat(ManifestCodec.problems("model.yaml", Arrays.copyOf(large, 256 * 1024))).isEmpty();
  }

  @Test
  void longKeysAroundManyValuesAreReadInTime() {
    String text =
        "metadata:\n  ? " + "k".repeat(100_000) + "\n  : [" + "a, ".repeat(40_000) + "a]\n";
    long start = System.nanoTime();
    assertThat(ManifestCodec.problems("model.yaml", text.getBytes(UTF_8))).isNotEmpty();
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }

  @Test
  void aStoredManifestIsReadWhateverItsFields() {
    ManifestText stored =
        ManifestCodec.stored(
            "{name: iris, version: 1.10, future: {x: [1, ~]}, license: , metrics: {f1: 1e999}}"
                .getBytes(UTF_8));
    assertThat(stored.manifest().fields())
        .isEqualTo(
            Map.of(
                "name",
                "iris",
                "version",
                "1.10",
                "future",
                Map.of("x", List.of(1L)),
                "metrics",
                Map.of("f1", "1e999")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: &x 1", "a: *x", "a: !!int 1", "a: 1\na: 2", "- a", "a: 1\n--- \nb: 1"})
  void aStoredManifestIsParsedAsSafely(String text) {
    assertThatThrownBy(() -> ManifestCodec.stored(text.getBytes(UTF_8)))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("model.yaml:");
  }
}
