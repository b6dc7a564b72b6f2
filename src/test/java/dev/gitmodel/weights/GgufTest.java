package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgufTest {
  private static WeightsSummary read(byte[] content) {
    return Summaries.parsed("model.gguf", content);
  }

  @Test
  void tensorsAreReadWithTypeShapeAndPlaceInTheFile() {
    byte[] file =
        GgufFile.v3()
            .entry("general.architecture", "llama")
            .entry("general.name", "Tiny")
            .tensor("norm", 0, 0, 3)
            .tensor("embedding", 12, 32, 256, 2)
            .toBytes(32 + 288);

    WeightsSummary summary = read(file);

    int dataStart = file.length - 320;
    assertThat(summary.format()).isEqualTo(WeightsFormat.GGUF);
    assertThat(summary.tensors())
        .containsExactly(
            new Tensor("norm", "F32", List.of(3L), Optional.of(new ByteRange(dataStart, 12))),
            new Tensor(
                "embedding",
                "Q4_K",
                List.of(256L, 2L),
                Optional.of(new ByteRange(dataStart + 32L, 288))));
    assertThat(summary.parametersByDtype()).isEqualTo(Map.of("F32", 3L, "Q4_K", 512L));
    assertThat(summary.metadata())
        .containsEntry("general.architecture", "llama")
        .containsEntry("general.name", "Tiny")
        .containsEntry("GGUF.version", "3")
        .containsEntry("GGUF.byte_order", "little");
  }

  @ParameterizedTest
  @CsvSource({"2,LITTLE_ENDIAN,little", "3,BIG_ENDIAN,big"})
  void bothVersionsAndByteOrdersAreRead(String version, String order, String shown) {
    ByteOrder bytes = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] file =
        new GgufFile(Integer.parseInt(version), bytes)
            .entry("n", 4, out -> out.int32(7))
            .tensor("t", 1, 0, 4, 2)
            .toBytes(16);

    WeightsSummary summary = read(file);

    assertThat(summary.metadata())
        .isEqualTo(Map.of("GGUF.version", version, "GGUF.byte_order", shown, "n", "7"));
    assertThat(summary.tensors())
        .extracting(Tensor::shape, Tensor::bytes)
        .containsExactly(tuple(List.of(4L, 2L), Optional.of(new ByteRange(file.length - 16L, 16))));
  }

  @Test
  void everyKindOfValueIsRead() {
    WeightsSummary summary =
        read(
            GgufFile.v3()
                .entry("u8", 0, out -> out.int8(200))
                .entry("i8", 1, out -> out.int8(-2))
                .entry("u16", 2, out -> out.int16(60_000))
                .entry("i16", 3, out -> out.int16(-3))
                .entry("u32", 4, out -> out.int32(-1))
                .entry("i32", 5, out -> out.int32(-4))
                .entry("f32", 6, out -> out.int32(Float.floatToIntBits(0.5f)))
                .entry("bool", 7, out -> out.int8(1))
                .entry("string", "é")
                .entry("u64", 10, out -> out.int64(-1))
                .entry("i64", 11, out -> out.int64(-5))
                .entry("f64", 12, out -> out.int64(Double.doubleToLongBits(1e-9)))
                .toBytes(0));

    assertThat(summary.metadata())
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("u8", "200"),
                Map.entry("i8", "-2"),
                Map.entry("u16", "60000"),
                Map.entry("i16", "-3"),
                Map.entry("u32", "4294967295"),
                Map.entry("i32", "-4"),
                Map.entry("f32", "0.5"),
                Map.entry("bool", "true"),
                Map.entry("string", "é"),
                Map.entry("u64", "18446744073709551615"),
                Map.entry("i64", "-5"),
                Map.entry("f64", "1.0E-9")));
  }

  @Test
  void shortArraysAreShownAndLongOnesDescribed() {
    WeightsSummary summary =
        read(
            GgufFile.v3()
                .entry("short", 9, out -> out.int32(5).int64(2).int32(1).int32(-1))
                .entry("long", 9, out -> out.int32(2).int64(1000).zeros(2000))
                .entry("tags", 9, out -> texts(out, 2))
                .entry("tokens", 9, out -> texts(out, 20_000))
                .entry("nested", 9, out -> out.int32(9).int64(1).int32(0).int64(3).zeros(3))
                .entry("last", "reached")
                .toBytes(0));

    assertThat(summary.metadata())
        .containsEntry("short", "[1, -1]")
        .containsEntry("long", "(1000 uint16 values)")
        .containsEntry("tags", "[token, token]")
        .containsEntry("tokens", "(20000 string values)")
        .containsEntry("nested", "(1 array values)")
        .containsEntry("last", "reached");
  }

  @Test
  void textsThatAreTooLongOrNoTextAreDescribed() {
    WeightsSummary summary =
        read(
            GgufFile.v3()
                .entry("template", "x".repeat(70_000))
                .entry("latin", 8, out -> out.int64(1).int8(0xe9))
                .toBytes(0));

    assertThat(summary.metadata())
        .containsEntry("template", "(text of length 70000)")
        .containsEntry("latin", "(not UTF-8, length 1)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 64, 4096})
  void theDataStartsAtTheAlignmentTheFileNames(int alignment) {
    byte[] file =
        GgufFile.v3()
            .entry("general.alignment", 4, out -> out.int32(alignment))
            .tensor("a", 24, 0, 3)
            .tensor("b", 24, alignment * 4L, 5)
            .toBytes(alignment * 4 + 5, alignment);

    assertThat(read(file).tensors())
        .extracting(tensor -> tensor.bytes().orElseThrow())
        .containsExactly(
            new ByteRange(file.length - 5L - alignment * 4L, 3),
            new ByteRange(file.length - 5L, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "0,F32,1,4",
    "1,F16,1,2",
    "2,Q4_0,32,18",
    "3,Q4_1,32,20",
    "6,Q5_0,32,22",
    "7,Q5_1,32,24",
    "8,Q8_0,32,34",
    "9,Q8_1,32,40",
    "10,Q2_K,256,84",
    "11,Q3_K,256,110",
    "12,Q4_K,256,144",
    "13,Q5_K,256,176",
    "14,Q6_K,256,210",
    "15,Q8_K,256,292",
    "16,IQ2_XXS,256,66",
    "17,IQ2_XS,256,74",
    "18,IQ3_XXS,256,98",
    "19,IQ1_S,256,50",
    "20,IQ4_NL,32,18",
    "21,IQ3_S,256,110",
    "22,IQ2_S,256,82",
    "23,IQ4_XS,256,136",
    "24,I8,1,1",
    "25,I16,1,2",
    "26,I32,1,4",
    "27,I64,1,8",
    "28,F64,1,8",
    "29,IQ1_M,256,56",
    "30,BF16,1,2",
    "34,TQ1_0,256,54",
    "35,TQ2_0,256,66",
    "39,MXFP4,32,17",
    "40,NVFP4,64,36",
    "41,Q1_0,128,18"
  })
  void everyTypeTakesItsBlocks(int number, String name, long elements, int bytes) {
    WeightsSummary summary =
        read(GgufFile.v3().tensor("t", number, 0, elements, 3).toBytes(bytes * 3));

    assertThat(summary.parametersByDtype()).isEqualTo(Map.of(name, elements * 3));
    assertThat(summary.tensors().get(0).bytes().orElseThrow().length()).isEqualTo(bytes * 3L);
  }

  @Test
  void aFileOfMetadataOnlyIsRead() {
    assertThat(read(GgufFile.v3().entry("a", "b").toBytes(0)).tensors()).isEmpty();
  }

  private static void texts(ByteWriter out, int count) {
    out.int32(8).int64(count);
    for (int i = 0; i < count; i++) {
      GgufFile.text(out, "token");
    }
  }
}
