package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileGgufTest {
  private static final String CUT_OFF = "the file is cut off, or a length in it is wrong";

  private static String reason(byte[] content) {
    return Summaries.reason("model.gguf", content);
  }

  @Test
  void aFileWithoutTheMagicIsUnparsed() {
    assertThat(reason(new byte[0])).isEqualTo("the file does not begin with GGUF");
    assertThat(reason(new byte[100])).isEqualTo("the file does not begin with GGUF");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, -1, 0x00030000})
  void aVersionWeDoNotKnowIsUnparsed(int version) {
    assertThat(reason(new GgufFile(version, ByteOrder.LITTLE_ENDIAN).toBytes(0)))
        .contains("GGUF version");
  }

  @Test
  void everyCutOfAFileIsUnparsed() {
    byte[] whole =
        GgufFile.v3()
            .entry("general.name", "Tiny")
            .entry("list", 9, out -> out.int32(8).int64(1).int64(3).text("abc"))
            .tensor("t", 0, 0, 2)
            .toBytes(8);

    for (int length = 0; length < whole.length; length++) {
      assertThat(reason(Arrays.copyOf(whole, length))).as("cut to %d", length).isNotEmpty();
    }
    assertThat(Summaries.parsed("model.gguf", whole).tensors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {250_001, Long.MAX_VALUE, -1})
  void countsBeyondReasonAreRefusedBeforeAnythingIsRead(long count) {
    assertThat(reason(GgufFile.v3().counts(count, 0).toBytes(0))).contains(" tensors, more than");
    assertThat(reason(GgufFile.v3().counts(0, count).toBytes(0))).contains(" metadata entries");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 70_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aKeyOfAnImpossibleLengthIsRefused(long length) {
    ByteWriter file =
        ByteWriter.littleEndian().text("GGUF").int32(3).int64(0).int64(1).int64(length).zeros(64);

    assertThat(reason(file.toBytes())).startsWith("a key or name has");
  }

  @ParameterizedTest
  @ValueSource(longs = {100, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aTextLongerThanTheFileIsRefused(long length) {
    assertThat(reason(GgufFile.v3().entry("k", 8, out -> out.int64(length)).toBytes(8)))
        .isEqualTo(CUT_OFF);
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000, Long.MAX_VALUE / 8, Long.MAX_VALUE, -1})
  void anArrayLongerThanTheFileIsRefused(long count) {
    for (int type : new int[] {0, 8, 9, 10}) {
      byte[] file = GgufFile.v3().entry("k", 9, out -> out.int32(type).int64(count)).toBytes(40);

      assertThat(reason(file)).as("array of type %d", type).isNotEmpty();
    }
  }

  @Test
  void deeplyNestedArraysAreRefusedNotFollowed() {
    byte[] file =
        GgufFile.v3()
            .entry(
                "k",
                9,
                out -> {
                  for (int i = 0; i < 100_000; i++) {
                    out.int32(9).int64(1);
                  }
                })
            .toBytes(0);

    assertThat(reason(file)).isEqualTo("arrays are nested more than 8 deep");
  }

  @Test
  void unknownTypesAreRefused() {
    assertThat(reason(GgufFile.v3().entry("k", 13, out -> out.int64(0)).toBytes(0)))
        .contains("unknown type 13");
    assertThat(reason(GgufFile.v3().entry("k", 9, out -> out.int32(-1).int64(0)).toBytes(0)))
        .contains("unknown type 4294967295");
    for (int type : new int[] {4, 5, 31, 36, 42, -1}) {
      assertThat(reason(GgufFile.v3().tensor("t", type, 0, 256).toBytes(4096)))
          .isEqualTo("tensor 't' has unknown type " + type);
    }
  }

  @Test
  void aBoolThatIsNeitherIsRefused() {
    assertThat(reason(GgufFile.v3().entry("k", 7, out -> out.int8(2)).toBytes(0)))
        .isEqualTo("a bool is neither 0 nor 1");
  }

  @Test
  void aKeyOrANameGivenTwiceIsRefused() {
    assertThat(reason(GgufFile.v3().entry("k", "1").entry("k", "2").toBytes(0)))
        .isEqualTo("metadata key 'k' occurs twice");
    assertThat(reason(GgufFile.v3().tensor("t", 24, 0, 1).tensor("t", 24, 32, 1).toBytes(64)))
        .isEqualTo("two tensors are named 't'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 24, Integer.MIN_VALUE, -1})
  void anAlignmentThatIsNoPowerOfTwoIsRefused(int alignment) {
    byte[] file =
        GgufFile.v3().entry("general.alignment", 4, out -> out.int32(alignment)).toBytes(0);

    assertThat(reason(file)).contains("general.alignment");
  }

  @Test
  void anAlignmentOfAnotherTypeIsRefused() {
    assertThat(reason(GgufFile.v3().entry("general.alignment", "32").toBytes(0)))
        .contains("general.alignment");
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    long big = 1L << 32;
    assertThat(reason(GgufFile.v3().tensor("t", 24, 0, big, big).toBytes(0)))
        .isEqualTo("a size does not fit 64 bits");
    assertThat(reason(GgufFile.v3().tensor("t", 28, 0, 1L << 61).toBytes(0)))
        .isEqualTo("a size does not fit 64 bits");
    assertThat(reason(GgufFile.v3().tensor("t", 24, 0, 1, -1).toBytes(0)))
        .isEqualTo("a dimension is negative: -1");
    assertThat(reason(GgufFile.v3().tensor("t", 24, 0, 1, 1, 1, 1, 1).toBytes(1)))
        .isEqualTo("tensor 't' has 5 dimensions");
    assertThat(reason(GgufFile.v3().tensor("t", 2, 0, 33).toBytes(64))).contains("rows of 33");
    assertThat(reason(GgufFile.v3().tensor("t", 2, 0).toBytes(64))).contains("rows of 1");
  }

  @Test
  void dataThatLiesWrongIsRefused() {
    assertThat(reason(GgufFile.v3().tensor("t", 24, 1, 1).toBytes(64))).contains("unaligned");
    assertThat(reason(GgufFile.v3().tensor("t", 24, -32, 1).toBytes(64))).contains("unaligned");
    assertThat(reason(GgufFile.v3().tensor("t", 24, 64, 1).toBytes(64))).contains("ends at byte");
    assertThat(reason(GgufFile.v3().tensor("t", 24, 0, 65).toBytes(64))).contains("ends at byte");
    assertThat(reason(GgufFile.v3().tensor("a", 24, 0, 33).tensor("b", 24, 32, 1).toBytes(64)))
        .isEqualTo("tensor 'b' overlaps another one");
    assertThat(reason(GgufFile.v3().tensor("t", 24, Long.MAX_VALUE - 31, 32).toBytes(64)))
        .isEqualTo("a size does not fit 64 bits");
  }
}
