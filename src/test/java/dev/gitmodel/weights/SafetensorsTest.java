package dev.gitmodel.weights;

import static dev.gitmodel.weights.SafetensorsFile.header;
import static dev.gitmodel.weights.SafetensorsFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static WeightsSummary read(String header, int dataBytes) {
    return Summaries.parsed("model.safetensors", SafetensorsFile.of(header, dataBytes));
  }

  @Test
  void tensorsAreReadWithTypeShapeAndPlaceInTheFile() {
    String header =
        header(tensor("weight", "F32", "[2,3]", 0, 24), tensor("bias", "BF16", "[3]", 24, 30));

    WeightsSummary summary = read(header, 30);

    int dataStart = 8 + header.length();
    assertThat(summary.format()).isEqualTo(WeightsFormat.SAFETENSORS);
    assertThat(summary.tensors())
        .containsExactly(
            new Tensor("weight", "F32", List.of(2L, 3L), Optional.of(new ByteRange(dataStart, 24))),
            new Tensor("bias", "BF16", List.of(3L), Optional.of(new ByteRange(dataStart + 24, 6))));
    assertThat(summary.parameters()).isEqualTo(9);
    assertThat(summary.parametersByDtype()).isEqualTo(Map.of("F32", 6L, "BF16", 3L));
  }

  @Test
  void tensorsComeInTheOrderOfTheirDataWhateverTheHeadersOrder() {
    String header = header(tensor("last", "U8", "[4]", 8, 12), tensor("first", "I64", "[1]", 0, 8));

    assertThat(read(header, 12).tensors())
        .extracting(Tensor::name)
        .containsExactly("first", "last");
  }

  @Test
  void metadataIsReadAndTrailingSpacesArePadding() {
    WeightsSummary summary =
        read("{\"__metadata__\":{\"format\":\"pt\",\"naïve\":\"é \\u00e9\"}}        ", 0);

    assertThat(summary.metadata()).isEqualTo(Map.of("format", "pt", "naïve", "é é"));
    assertThat(summary.tensors()).isEmpty();
    assertThat(summary.parameters()).isZero();
  }

  @Test
  void nullMetadataIsNoMetadata() {
    assertThat(read("{\"__metadata__\":null}", 0).metadata()).isEmpty();
  }

  @Test
  void aLongMetadataValueIsDescribedNotKept() {
    WeightsSummary summary =
        read("{\"__metadata__\":{\"tags\":\"%s\"}}".formatted("x".repeat(100_000)), 0);

    assertThat(summary.metadata()).isEqualTo(Map.of("tags", "(text of length 100000)"));
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL,1",
    "U8,1",
    "I8,1",
    "F8_E5M2,1",
    "F8_E4M3,1",
    "F8_E8M0,1",
    "F8_E4M3FNUZ,1",
    "F8_E5M2FNUZ,1",
    "I16,2",
    "U16,2",
    "F16,2",
    "BF16,2",
    "I32,4",
    "U32,4",
    "F32,4",
    "C64,8",
    "F64,8",
    "I64,8",
    "U64,8"
  })
  void everyWholeByteTypeHasItsSize(String dtype, int size) {
    WeightsSummary summary = read(header(tensor("t", dtype, "[3]", 0, 3L * size)), 3 * size);

    assertThat(summary.parametersByDtype()).isEqualTo(Map.of(dtype, 3L));
  }

  @ParameterizedTest
  @CsvSource({"F4,4,2", "F6_E2M3,4,3", "F6_E3M2,8,6"})
  void typesBelowAByteFillWholeBytesTogether(String dtype, int elements, int bytes) {
    String header = header(tensor("t", dtype, "[" + elements + "]", 0, bytes));

    assertThat(read(header, bytes).parameters()).isEqualTo(elements);
  }

  @Test
  void emptyTensorsAndScalarsAreTensors() {
    String header =
        header(
            tensor("scalar", "F64", "[]", 0, 8),
            tensor("none", "F32", "[0,7]", 8, 8),
            tensor("after", "U8", "[1]", 8, 9));

    assertThat(read(header, 9).tensors())
        .extracting(Tensor::name, Tensor::elements)
        .containsExactly(tuple("scalar", 1L), tuple("none", 0L), tuple("after", 1L));
  }

  @Test
  void unknownKeysOfATensorArePassedOver() {
    String header =
        "{\"t\":{\"dtype\":\"U8\",\"new\":{\"a\":[1,{}]},\"shape\":[1],\"data_offsets\":[0,1]}}";

    assertThat(read(header, 1).tensors()).hasSize(1);
  }
}
