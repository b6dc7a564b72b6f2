package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files as the formats' own Python packages write them: safetensors 0.8.0, gguf 0.19.0 and onnx
 * 1.23.2. What is expected of them is what those packages read back.
 */
class RealWritersTest {
  private static byte[] bytesOf(String name) throws IOException {
    try (InputStream in = RealWritersTest.class.getResourceAsStream("/weights/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static WeightsSummary read(String name) throws IOException {
    return Summaries.parsed(name, bytesOf(name));
  }

  private static ByteBuffer dataOf(String file, String tensor, ByteOrder order) throws IOException {
    ByteRange range =
        read(file).tensors().stream()
            .filter(candidate -> candidate.name().equals(tensor))
            .flatMap(candidate -> candidate.bytes().stream())
            .findFirst()
            .orElseThrow();
    return ByteBuffer.wrap(bytesOf(file), (int) range.offset(), (int) range.length()).order(order);
  }

  @Test
  void safetensors() throws IOException {
    WeightsSummary summary = read("written.safetensors");

    assertThat(summary.metadata()).hasToString("{format=np, title=Grüße}");
    assertThat(summary.tensors())
        .extracting(Tensor::name, Tensor::dtype, Tensor::shape)
        .containsExactlyInAnyOrder(
            tuple("embedding.weight", "F32", List.of(3L, 4L)),
            tuple("norm.bias", "F16", List.of(5L)),
            tuple("steps", "I64", List.of()),
            tuple("mask", "BOOL", List.of(2L)));
    assertThat(dataOf("written.safetensors", "steps", ByteOrder.LITTLE_ENDIAN).getLong())
        .isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"written.gguf,LITTLE_ENDIAN", "written-big.gguf,BIG_ENDIAN"})
  void gguf(String file, String order) throws IOException {
    WeightsSummary summary = read(file);

    assertThat(summary.metadata())
        .containsEntry("general.architecture", "llama")
        .containsEntry("general.name", "Tiny")
        .containsEntry("llama.block_count", "2")
        .containsEntry("llama.eps", "1.0E-5")
        .containsEntry("llama.sizes", "[1, 2, 3]")
        .containsEntry("tokenizer.ggml.tokens", "[a, b, ü]")
        .containsEntry("flag", "true");
    assertThat(summary.tensors())
        .extracting(Tensor::name, Tensor::dtype, Tensor::shape)
        .containsExactly(
            tuple("token_embd.weight", "F32", List.of(4L, 2L)),
            tuple("output.weight", "Q8_0", List.of(32L, 2L)),
            tuple("norm.weight", "F16", List.of(3L)));
    ByteOrder bytes = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer data = dataOf(file, "token_embd.weight", bytes);
    assertThat(data.getFloat(data.position() + 28)).isEqualTo(7f);
  }

  @Test
  void onnx() throws IOException {
    WeightsSummary summary = read("written.onnx");

    assertThat(summary.metadata())
        .containsEntry("producer_name", "gen")
        .containsEntry("opset", "21")
        .containsEntry("opset.ai.onnx.ml", "3")
        .containsEntry("metadata_props.author", "Zoë");
    assertThat(summary.tensors())
        .extracting(Tensor::name, Tensor::dtype, Tensor::shape)
        .containsExactlyInAnyOrder(
            tuple("W", "FLOAT", List.of(2L, 3L)),
            tuple("B", "FLOAT", List.of(3L)),
            tuple("shape", "INT64", List.of(2L)),
            tuple("q", "INT4", List.of(3L)),
            tuple("half", "FLOAT16", List.of(2L)),
            tuple("sp", "FLOAT", List.of(2L)),
            tuple("choose.then_branch/C", "FLOAT", List.of(2L)),
            tuple("choose.else_branch/D", "DOUBLE", List.of(2L)));
    ByteBuffer weights = dataOf("written.onnx", "W", ByteOrder.LITTLE_ENDIAN);
    assertThat(weights.getFloat(weights.position() + 20)).isEqualTo(5f);
    assertThat(dataOf("written.onnx", "B", ByteOrder.LITTLE_ENDIAN).getFloat()).isEqualTo(1f);
  }

  @Test
  void onnxWithItsDataInAnotherFile() throws IOException {
    assertThat(read("external.onnx").metadata().get("external_data")).startsWith("weights.bin (");
  }
}
