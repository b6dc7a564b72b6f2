package dev.gitmodel.weights;

import static dev.gitmodel.weights.SafetensorsFile.header;
import static dev.gitmodel.weights.SafetensorsFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tensors lie, as whoever digests them needs it. */
class LayoutTest {
  @TempDir Path directory;

  private static WeightsSummary resource(String name) throws IOException {
    return WeightsReader.read(Path.of("src/test/resources/weights", name)).orElseThrow();
  }

  @Test
  void safetensorsSayWhereTheirTensorsLie() {
    String header = header(tensor("w", "F32", "[2]", 0, 8), tensor("none", "F32", "[0]", 8, 8));

    TensorLayout layout =
        Summaries.parsed("m.safetensors", SafetensorsFile.of(header, 8)).layout().orElseThrow();

    long data = 8 + header.length();
    assertThat(layout)
        .isEqualTo(
            new TensorLayout(
                "safetensors",
                List.of(
                    new TensorSpan("w", "F32", List.of(2L), data, 8),
                    new TensorSpan("none", "F32", List.of(0L), data + 8, 0))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"written.gguf", "written-big.gguf", "written.safetensors"})
  void filesOfRealWritersHaveALayoutWithinThem(String name) throws IOException {
    TensorLayout layout = resource(name).layout().orElseThrow();

    assertThat(layout.tensors()).isNotEmpty();
    long size = Files.size(Path.of("src/test/resources/weights", name));
    assertThat(layout.tensors()).allMatch(span -> span.end() <= size);
  }

  @Test
  void onnxAndFilesThatBreakTheRulesHaveNone() throws IOException {
    assertThat(resource("written.onnx").layout()).isEmpty();
    String overlapping = header(tensor("a", "U8", "[4]", 0, 4), tensor("b", "U8", "[4]", 2, 6));
    String beyond = header(tensor("a", "U8", "[4]", 0, 4));
    assertThat(Summaries.of("m.safetensors", SafetensorsFile.of(overlapping, 6)).layout())
        .isEmpty();
    assertThat(Summaries.of("m.safetensors", SafetensorsFile.of(beyond, 3)).layout()).isEmpty();
  }

  @Test
  void aFileIsReadByTheNameItHasElsewhere() throws IOException {
    // Blanks before the first name: only the ending tells what it is.
    byte[] bytes =
        SafetensorsFile.of("{ \"t\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
    Path object = Files.write(directory.resolve("0123"), bytes);

    assertThat(WeightsReader.read(object)).isEmpty();
    assertThat(WeightsReader.read("m.safetensors", object).orElseThrow().layout()).isPresent();
  }
}
