package dev.gitmodel.weights;

import static dev.gitmodel.weights.OnnxFile.FLOAT;
import static dev.gitmodel.weights.OnnxFile.INT64;
import static dev.gitmodel.weights.OnnxFile.entry;
import static dev.gitmodel.weights.OnnxFile.graph;
import static dev.gitmodel.weights.OnnxFile.model;
import static dev.gitmodel.weights.OnnxFile.modelWith;
import static dev.gitmodel.weights.OnnxFile.raw;
import static dev.gitmodel.weights.OnnxFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxTest {
  private static WeightsSummary read(byte[] content) {
    return Summaries.parsed("model.onnx", content);
  }

  @Test
  void initializersAreReadWithTypeShapeAndPlaceInTheFile() {
    byte[] weights = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    byte[] file = modelWith(tensor("W", FLOAT, 2, 2).bytes(9, weights));

    WeightsSummary summary = read(file);

    Tensor only = summary.tensors().get(0);
    ByteRange range = only.bytes().orElseThrow();
    assertThat(summary.format()).isEqualTo(WeightsFormat.ONNX);
    assertThat(only).isEqualTo(new Tensor("W", "FLOAT", List.of(2L, 2L), Optional.of(range)));
    assertThat(Arrays.copyOfRange(file, (int) range.offset(), (int) range.end()))
        .isEqualTo(weights);
    assertThat(summary.parametersByDtype()).isEqualTo(Map.of("FLOAT", 4L));
  }

  @Test
  void theModelsVersionsAndMetadataAreTold() {
    byte[] file =
        new Proto()
            .number(1, 8)
            .text(2, "pytorch")
            .text(3, "2.6.0")
            .text(4, "com.acme")
            .number(5, 3)
            .text(6, "long documentation, not told")
            .message(7, graph())
            .message(8, new Proto().number(2, 17))
            .message(8, new Proto().text(1, "ai.onnx.ml").number(2, 4))
            .message(14, entry("author", "Zoë"))
            .toBytes();

    assertThat(read(file).metadata())
        .isEqualTo(
            Map.of(
                "ir_version", "8",
                "producer_name", "pytorch",
                "producer_version", "2.6.0",
                "domain", "com.acme",
                "model_version", "3",
                "opset", "17",
                "opset.ai.onnx.ml", "4",
                "metadata_props.author", "Zoë"));
  }

  @Test
  void dimensionsMayBePacked() {
    Proto packed = new Proto().packed(1, 3, 5).number(2, FLOAT).text(8, "W");

    assertThat(read(modelWith(raw(packed, 60))).tensors())
        .extracting(Tensor::shape)
        .containsExactly(List.of(3L, 5L));
  }

  @Test
  void packedFloatsAndDoublesHaveAPlaceButNumbersOfVaryingWidthDoNot() {
    WeightsSummary summary =
        read(
            modelWith(
                tensor("floats", FLOAT, 2).bytes(4, new byte[8]),
                tensor("doubles", 11, 2).bytes(10, new byte[16]),
                tensor("complex", 14, 2).bytes(4, new byte[16]),
                tensor("integers", INT64, 2).packed(7, 1, -1),
                tensor("halves", 10, 2).packed(5, 1, 2),
                tensor("apart", FLOAT, 2).fixed32(4, 0).fixed32(4, 0),
                tensor("texts", 8, 2).text(6, "a").text(6, "b"),
                tensor("nothing", FLOAT, 0)));

    assertThat(summary.tensors())
        .extracting(Tensor::name, tensor -> tensor.bytes().map(ByteRange::length).orElse(-1L))
        .containsExactly(
            tuple("floats", 8L),
            tuple("doubles", 16L),
            tuple("complex", 16L),
            tuple("integers", -1L),
            tuple("halves", -1L),
            tuple("apart", -1L),
            tuple("texts", -1L),
            tuple("nothing", -1L));
  }

  @Test
  void tensorsInOtherFilesAreNoted() {
    WeightsSummary summary =
        read(
            modelWith(
                tensor("A", FLOAT, 1L << 30)
                    .message(13, entry("location", "weights.bin"))
                    .message(13, entry("offset", "4096"))
                    .number(14, 1),
                raw(tensor("B", FLOAT, 1), 4)));

    assertThat(summary.metadata()).containsEntry("external_data", "weights.bin (tensors: 1)");
    assertThat(summary.tensors().get(0).bytes()).isEmpty();
    assertThat(summary.parameters()).isEqualTo((1L << 30) + 1);
  }

  @Test
  void aThousandOtherFilesAreNotAllNoted() {
    Proto[] tensors = new Proto[1000];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] =
          tensor("t" + i, FLOAT, 1).number(14, 1).message(13, entry("location", "file" + i));
    }

    assertThat(read(modelWith(tensors)).metadata().get("external_data"))
        .startsWith("file0, ")
        .endsWith(", … (tensors: 1000)")
        .hasSizeLessThan(200);
  }

  @Test
  void initializersOfNestedGraphsAreNamedByTheirPlace() {
    Proto branch = graph(raw(tensor("C", FLOAT, 1), 4));
    Proto named =
        new Proto()
            .text(3, "choose")
            .message(5, new Proto().text(1, "then_branch").message(6, branch))
            .message(5, new Proto().text(1, "else_branch").message(6, branch));
    Proto unnamed = new Proto().message(5, new Proto().text(1, "g").message(11, branch));
    Proto graph = graph(raw(tensor("C", FLOAT, 1), 4)).message(1, named).message(1, unnamed);

    assertThat(read(model(graph)).tensors())
        .extracting(Tensor::name)
        .containsExactly("C", "choose.then_branch/C", "choose.else_branch/C", "#1.g.0/C");
  }

  @Test
  void aSparseInitializerIsTheValuesItStores() {
    Proto sparse =
        new Proto()
            .message(1, raw(tensor("S", FLOAT, 2), 8))
            .message(2, raw(tensor("", INT64, 2), 16))
            .number(3, 1000);

    assertThat(read(model(new Proto().message(15, sparse))).parametersByDtype())
        .isEqualTo(Map.of("FLOAT", 2L));
  }

  @Test
  void fieldsOfALaterVersionAreSteppedOver() {
    Proto tensor =
        raw(tensor("W", FLOAT, 1), 4)
            .number(100, -1)
            .text(101, "new")
            .fixed32(102, 7)
            .fixed64(103, 7);

    assertThat(read(modelWith(tensor)).tensors()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1,FLOAT,12",
    "2,UINT8,3",
    "3,INT8,3",
    "4,UINT16,6",
    "5,INT16,6",
    "6,INT32,12",
    "7,INT64,24",
    "9,BOOL,3",
    "10,FLOAT16,6",
    "11,DOUBLE,24",
    "12,UINT32,12",
    "13,UINT64,24",
    "14,COMPLEX64,24",
    "15,COMPLEX128,48",
    "16,BFLOAT16,6",
    "17,FLOAT8E4M3FN,3",
    "18,FLOAT8E4M3FNUZ,3",
    "19,FLOAT8E5M2,3",
    "20,FLOAT8E5M2FNUZ,3",
    "21,UINT4,2",
    "22,INT4,2",
    "23,FLOAT4E2M1,2",
    "24,FLOAT8E8M0,3",
    "25,UINT2,1",
    "26,INT2,1",
    "27,FLOAT6E2M3,3",
    "28,FLOAT6E3M2,3"
  })
  void threeElementsOfEveryTypeTakeTheirBytes(int number, String name, int bytes) {
    assertThat(read(modelWith(raw(tensor("t", number, 3), bytes))).parametersByDtype())
        .isEqualTo(Map.of(name, 3L));
    assertThat(Summaries.reason("t.onnx", modelWith(raw(tensor("t", number, 3), bytes + 1))))
        .contains(name);
  }
}
