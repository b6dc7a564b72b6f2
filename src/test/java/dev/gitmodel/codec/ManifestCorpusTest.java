package dev.gitmodel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code NAME.yaml} of the corpus says what its {@code NAME.expect} says: the exit code, then
 * the lines of the error.
 */
final class ManifestCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus/manifest");
  private static final String INVALID = "2";

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void theCorpusHoldsGoodAndBadManifests() throws IOException {
    assertThat(names().filter(name -> name.startsWith("good-")).count()).isGreaterThan(5);
    assertThat(names().filter(name -> !name.startsWith("good-")).count()).isGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aManifestOfTheCorpusSaysWhatIsExpected(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(CORPUS.resolve(name + ".yaml"));
    List<String> expected =
        Files.readAllLines(CORPUS.resolve(name + ".expect"), StandardCharsets.UTF_8);
    if (expected.get(0).equals(INVALID)) {
      RegistryException refused =
          catchThrowableOfType(
              RegistryException.class, () -> ManifestCodec.read("model.yaml", bytes));
      assertThat(refused).as("nothing was refused").isNotNull();
      assertThat(refused.problem()).isEqualTo(Problem.INVALID);
      assertThat(refused.text().lines())
          .containsExactlyElementsOf(expected.subList(1, expected.size()));
      assertThat(refused.hint()).contains("git model validate --schema");
    } else {
      assertThat(ManifestCodec.problems("model.yaml", bytes)).isEmpty();
      assertThat(ManifestCodec.read("model.yaml", bytes).manifest())
          .isEqualTo(ManifestCodec.stored(bytes).manifest());
    }
  }
}
