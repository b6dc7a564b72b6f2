package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of damaged files, the same ones every time: each has a summary, and a sound one. */
class DamagedFilesTest {
  private static final int TRIES = 4000;

  private static byte[] whole(String name) {
    return switch (name) {
      case "a.safetensors" ->
          SafetensorsFile.of(
              SafetensorsFile.header(
                  "\"__metadata__\":{\"a\":\"b\"}",
                  SafetensorsFile.tensor("w", "F32", "[2,3]", 0, 24),
                  SafetensorsFile.tensor("b", "U8", "[3]", 24, 27)),
              27);
      case "a.gguf" -> gguf(ByteOrder.LITTLE_ENDIAN);
      case "big.gguf" -> gguf(ByteOrder.BIG_ENDIAN);
      default ->
          OnnxFile.modelWith(
              OnnxFile.raw(OnnxFile.tensor("w", 1, 2, 3), 24),
              OnnxFile.tensor("f", 1, 2).bytes(4, new byte[8]),
              OnnxFile.tensor("x", 7, 2).packed(7, 1, 2),
              OnnxFile.tensor("e", 1, 2)
                  .message(13, OnnxFile.entry("location", "f"))
                  .number(14, 1));
    };
  }

  private static byte[] gguf(ByteOrder order) {
    return new GgufFile(3, order)
        .entry("general.name", "n")
        .entry("general.alignment", 4, out -> out.int32(16))
        .entry("list", 9, out -> out.int32(8).int64(1).int64(1).text("a"))
        .entry("numbers", 9, out -> out.int32(10).int64(17).zeros(17 * 8))
        .tensor("w", 2, 0, 32, 2)
        .tensor("b", 0, 48, 3)
        .toBytes(64, 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.safetensors", "a.gguf", "big.gguf", "a.onnx"})
  void everyDamagedFileHasASoundSummary(String name) {
    Random random = new Random(20_260_101);
    byte[] original = whole(name);
    assertThat(Summaries.of(name, original).unparsed()).isEmpty();

    for (int i = 0; i < TRIES; i++) {
      byte[] damaged = original.clone();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = damage(random);
      }
      checkSound(Summaries.of(name, damaged), damaged.length);
    }
  }

  private static byte damage(Random random) {
    List<Integer> likely = List.of(0, 1, 0x7f, 0x80, 0xff, (int) '0', (int) '"', (int) '}');
    return random.nextBoolean()
        ? (byte) random.nextInt()
        : likely.get(random.nextInt(likely.size())).byteValue();
  }

  private static void checkSound(WeightsSummary summary, long size) {
    assertThat(summary.parameters()).isNotNegative();
    for (Tensor tensor : summary.tensors()) {
      tensor.bytes().ifPresent(range -> assertThat(range.end()).isLessThanOrEqualTo(size));
    }
  }
}
