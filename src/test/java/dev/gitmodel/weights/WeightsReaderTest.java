package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsReaderTest {
  @TempDir Path directory;

  private Optional<WeightsSummary> read(String name, byte[] content) throws IOException {
    return WeightsReader.read(Files.write(directory.resolve(name), content));
  }

  private Optional<WeightsFormat> formatOf(String name, byte[] content) throws IOException {
    return read(name, content).map(WeightsSummary::format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "pytorch_model.bin", "onnx", "gguf", "a.onnx.txt"})
  void aFileInNoneOfTheFormatsHasNoSummary(String name) throws IOException {
    assertThat(read(name, "not weights at all".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(read(name, new byte[0])).isEmpty();
    assertThat(read(name, new byte[64])).isEmpty();
  }

  @Test
  void theExtensionTellsTheFormatInAnyCase() throws IOException {
    assertThat(formatOf("a.SafeTensors", new byte[0])).contains(WeightsFormat.SAFETENSORS);
    assertThat(formatOf("a.GGUF", new byte[0])).contains(WeightsFormat.GGUF);
    assertThat(formatOf("a.Onnx", new byte[0])).contains(WeightsFormat.ONNX);
  }

  @Test
  void theFirstBytesTellTheFormatWhenTheNameDoesNot() throws IOException {
    byte[] gguf = GgufFile.v3().toBytes(0);

    assertThat(formatOf("blob", gguf)).contains(WeightsFormat.GGUF);
    assertThat(formatOf("blob", SafetensorsFile.of("{}", 0))).contains(WeightsFormat.SAFETENSORS);
    assertThat(formatOf("blob", "GGUF is a format".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(formatOf("blob", SafetensorsFile.of("[]", 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "model.gguf", "model.onnx"})
  void aGitLfsPointerIsCalledOne(String name) throws IOException {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";

    assertThat(read(name, pointer.getBytes(StandardCharsets.UTF_8)).orElseThrow().unparsed())
        .contains("a Git LFS pointer, the weights are elsewhere");
  }

  @Test
  void aDirectoryHasNoSummaryAndAMissingFileIsAnError() throws IOException {
    Path named = Files.createDirectory(directory.resolve("model.safetensors"));

    assertThat(WeightsReader.read(named)).isEmpty();
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> WeightsReader.read(directory.resolve("missing.safetensors")));
  }

  @Test
  void anUnparsedSummaryHoldsNothingElse() {
    Tensor tensor = new Tensor("t", "F32", List.of(), Optional.empty());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WeightsSummary(
                    WeightsFormat.GGUF, List.of(tensor), new TreeMap<>(), Optional.of("why")));
  }

  @Test
  void aTensorsDimensionsAndRangeAreNeverNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor("t", "F32", List.of(-1L), Optional.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(1, Long.MAX_VALUE));
  }
}
