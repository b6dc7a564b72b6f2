package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Damaged input is refused with a RegistryException or read; nothing else ever comes out. */
final class FuzzTest {
  private static final int ROUNDS = 3000;
  private static final String JSON =
      "{\"f1\": 0.86, \"deep\": {\"loss\": 1e-3, \"n\": 12, \"ok\": true, \"t\": \"a\\u00e9\"}}";

  /** How many of the damaged texts were read, so that a test can see both sides reached. */
  private static int accepted(long seed, String text, Consumer<byte[]> reader) {
    Mutator mutator = new Mutator(seed);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = mutator.mutated(text).getBytes(UTF_8);
      bytes = i % 4 == 0 ? mutator.flipped(bytes) : bytes;
      try {
        reader.accept(bytes);
        accepted++;
      } catch (RegistryException e) {
        assertThat(e.text()).isNotBlank();
      }
    }
    return accepted;
  }

  private static String manifest() throws IOException {
    return Files.readString(Path.of("src/test/resources/corpus/manifest/good-full.yaml"));
  }

  @Test
  void damagedManifestsAreReadOrRefused() throws IOException {
    int accepted =
        accepted(
            1,
            manifest(),
            bytes -> {
              ManifestText read = ManifestCodec.read("model.yaml", bytes);
              assertThat(ManifestCodec.problems("model.yaml", bytes)).isEmpty();
              assertThat(ManifestCodec.stored(bytes)).isEqualTo(read);
              assertThat(read.text()).isEqualTo(new String(bytes, UTF_8));
              completingKeepsWhatItSays(read);
            });
    assertThat(accepted).isBetween(100, ROUNDS - 100);
  }

  /** Whatever passes can be completed: the result says the same and what was added. */
  private static void completingKeepsWhatItSays(ManifestText read) {
    Version version = Version.parse("9.8.7");
    ManifestText completed =
        read.completed(version, Map.of("framework", "onnx", "architecture", "no"));
    ManifestText again = ManifestCodec.read("model.yaml", completed.bytes());
    Map<String, Object> expected = new LinkedHashMap<>(completed.manifest().fields());
    assertThat(again.manifest().fields()).isEqualTo(expected);
    assertThat(again.manifest().version()).contains(version);
  }

  @Test
  void damagedStoredManifestsAreReadOrRefused() throws IOException {
    assertThat(accepted(2, manifest(), ManifestCodec::stored)).isBetween(100, ROUNDS - 100);
  }

  @Test
  void damagedMetricsAreReadOrRefused() {
    String note = "acc: 0.9\nf1: 0.86\nn: 12\nname: \"1.0\"\n\"no\": yes it is\n";
    int accepted =
        accepted(
            3,
            note,
            bytes -> {
              var metrics = MetricsCodec.read(bytes);
              assertThat(MetricsCodec.read(MetricsCodec.write(metrics).getBytes(UTF_8)))
                  .isEqualTo(metrics);
            });
    assertThat(accepted).isBetween(100, ROUNDS - 100);
  }

  @Test
  void damagedJsonIsReadOrRefused() {
    assertThat(accepted(4, JSON, bytes -> MetricsCodec.fromJson("m.json", bytes)))
        .isBetween(20, ROUNDS - 100);
    int accepted =
        accepted(
            5,
            JSON,
            bytes -> {
              Object tree = Json.read(bytes);
              assertThat(Json.read(Json.write(tree).getBytes(UTF_8))).isEqualTo(tree);
            });
    assertThat(accepted).isBetween(20, ROUNDS - 100);
  }

  @Test
  void damagedPoliciesAreReadOrRefused() {
    int accepted =
        accepted(
            6,
            PolicyCodecTest.WHOLE,
            bytes -> {
              PolicyCodec.read(bytes, Optional.empty());
              assertThat(PolicyCodec.problems("registry.yaml", bytes)).isEmpty();
            });
    assertThat(accepted).isBetween(20, ROUNDS - 100);
  }

  @Test
  void damagedTreesAreReadOrRefused() {
    String tree = Trees.yaml(Map.of("a", List.of("x", Map.of("y", "no")), "b", "two\nlines\n"));
    int accepted =
        accepted(
            7,
            tree,
            bytes -> {
              Map<String, Object> read = Trees.readYaml(bytes);
              assertThat(Trees.readYaml(Trees.yaml(read).getBytes(UTF_8))).isEqualTo(read);
            });
    assertThat(accepted).isBetween(100, ROUNDS - 100);
  }
}
