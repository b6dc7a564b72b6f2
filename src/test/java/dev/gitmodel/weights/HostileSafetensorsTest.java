package dev.gitmodel.weights;

import static dev.gitmodel.weights.SafetensorsFile.header;
import static dev.gitmodel.weights.SafetensorsFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSafetensorsTest {
  private static String reason(byte[] content) {
    return Summaries.reason("model.safetensors", content);
  }

  private static String reason(String header, int dataBytes) {
    return reason(SafetensorsFile.of(header, dataBytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void aFileShorterThanTheLengthIsUnparsed(int bytes) {
    assertThat(reason(new byte[bytes])).contains("shorter than the 8 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_001L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aHugeHeaderLengthIsRefusedBeforeAnythingIsRead(long length) {
    assertThat(reason(ByteWriter.littleEndian().int64(length).text("{}").toBytes()))
        .contains(Long.toUnsignedString(length))
        .contains("100000000");
  }

  @Test
  void aHeaderLongerThanTheFileIsUnparsed() {
    assertThat(reason(ByteWriter.littleEndian().int64(50).text("{}").toBytes()))
        .contains("claims 50 bytes, the file has 2 more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " {}", "[]", "null", "\uFEFF{}"})
  void aHeaderThatDoesNotBeginWithABraceIsUnparsed(String header) {
    assertThat(reason(header, 0)).contains("does not begin with {");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}",
        "{} x",
        "{}{}",
        "{'a':1}",
        "{\"__metadata__\":{\"a\":NaN}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[NaN],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1e0],\"data_offsets\":[0,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[\"1\"],\"data_offsets\":[0,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}",
        "{\"a\":{\"dtype\":8,\"shape\":[1],\"data_offsets\":[0,1]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":1,\"data_offsets\":[0,1]}}",
        "{\"a\":[\"U8\",[1],[0,1]]}",
        "{\"a\":null}",
        "{\"__metadata__\":[]}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":{\"a\":{}}}",
        "{\"\\ud800\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}",
        "{\"__metadata__\":{\"a\":\"\\udc00\"}}"
      })
  void aHeaderThatBreaksARuleIsUnparsed(String header) {
    assertThat(reason(header, 1)).contains("header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"u8", "", "F128", "I4"})
  void aTypeTheFormatDoesNotHaveIsUnparsed(String dtype) {
    assertThat(reason(header(tensor("a", dtype, "[1]", 0, 1)), 1))
        .isEqualTo("tensor 'a' has the unknown type '" + dtype + "'");
  }

  @Test
  void aHeaderThatIsNotUtf8IsUnparsed() {
    byte[] latin = "{\"__metadata__\":{\"a\":\"é\"}}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(reason(SafetensorsFile.of(latin, 0))).isEqualTo("the header is not UTF-8");
    assertThat(reason(SafetensorsFile.of(wide, 0))).contains("not valid JSON");
  }

  @Test
  void aTensorNamedTwiceIsRefusedEvenWhenItIsSpeltDifferently() {
    String a = tensor("a", "U8", "[4]", 0, 4);

    assertThat(reason(header(a, tensor("a", "F32", "[1]", 0, 4)), 4)).contains("Duplicate");
    assertThat(reason(header(a, tensor("\\u0061", "F32", "[1]", 0, 4)), 4)).contains("Duplicate");
  }

  @Test
  void aFieldOrAMetadataKeyGivenTwiceIsRefused() {
    assertThat(
            reason(
                "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                1))
        .contains("Duplicate");
    assertThat(reason("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0)).contains("Duplicate");
    assertThat(reason("{\"__metadata__\":{},\"__metadata__\":{}}", 0)).contains("Duplicate");
  }

  @Test
  void deepNestingIsRefusedNotFollowed() {
    String deep = "{\"a\":{\"x\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}}";

    assertThat(reason(deep, 0)).contains("nesting depth");
  }

  @Test
  void overlappingTensorsAreRefused() {
    String header = header(tensor("a", "U8", "[4]", 0, 4), tensor("b", "U8", "[4]", 2, 6));

    assertThat(reason(header, 6))
        .isEqualTo("tensor 'b' starts at 2, but the tensor before it ends at 4");
  }

  @Test
  void aHoleInTheDataIsRefused() {
    String inside = header(tensor("a", "U8", "[4]", 0, 4), tensor("b", "U8", "[4]", 5, 9));
    String before = header(tensor("a", "U8", "[4]", 1, 5));
    String after = header(tensor("a", "U8", "[4]", 0, 4));

    assertThat(reason(inside, 9)).contains("starts at 5");
    assertThat(reason(before, 5)).contains("starts at 1");
    assertThat(reason(after, 5)).isEqualTo("the tensors cover 4 bytes, the data has 5");
  }

  @Test
  void dataThatIsCutOffIsRefused() {
    assertThat(reason(header(tensor("a", "F32", "[4]", 0, 16)), 15))
        .isEqualTo("the tensors cover 16 bytes, the data has 15");
  }

  @Test
  void aRangeThatDoesNotFitShapeAndTypeIsRefused() {
    assertThat(reason(header(tensor("a", "F32", "[4]", 0, 15)), 15)).contains("has 15 bytes");
    assertThat(reason(header(tensor("a", "F4", "[3]", 0, 2)), 2)).contains("has 2 bytes");
    assertThat(reason(header(tensor("a", "U8", "[0]", 4, 0)), 0)).contains("starts at 4");
    assertThat(reason(header(tensor("a", "U8", "[0]", 0, Long.MAX_VALUE)), 0)).contains("bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[4294967296,4294967296]",
        "[9223372036854775807]",
        "[4294967296,4294967296,0]",
        "[3037000500,3037000500]"
      })
  void aShapeThatOverflowsIsRefused(String shape) {
    assertThat(reason(header(tensor("a", "F32", shape, 0, 0)), 0))
        .isEqualTo("a size does not fit 64 bits");
  }

  @Test
  void tooManyDimensionsAreRefused() {
    String shape = "[1" + ",1".repeat(64) + "]";

    assertThat(reason(header(tensor("a", "U8", shape, 0, 1)), 1)).contains("no short list");
  }

  @Test
  void aReasonNeverCarriesControlCharactersOrPages() {
    String name = "\\u001b[2J\\u202e" + "x".repeat(5000);

    assertThat(reason(header(tensor(name, "ZZ", "[]", 0, 1)), 1))
        .contains("?[2J?xxx")
        .hasSizeLessThan(310);
    assertThat(reason(header(tensor(name, "U8", "[]", 0, 1)), 1))
        .isEqualTo("a tensor's name has 5005 characters");
  }
}
