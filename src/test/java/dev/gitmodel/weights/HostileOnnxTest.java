package dev.gitmodel.weights;

import static dev.gitmodel.weights.OnnxFile.FLOAT;
import static dev.gitmodel.weights.OnnxFile.entry;
import static dev.gitmodel.weights.OnnxFile.graph;
import static dev.gitmodel.weights.OnnxFile.model;
import static dev.gitmodel.weights.OnnxFile.modelWith;
import static dev.gitmodel.weights.OnnxFile.raw;
import static dev.gitmodel.weights.OnnxFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileOnnxTest {
  private static String reason(byte[] content) {
    return Summaries.reason("model.onnx", content);
  }

  private static String reason(Proto initializer) {
    return reason(modelWith(initializer));
  }

  @Test
  void aFileWithoutVersionOrGraphIsUnparsed() {
    String expected = "the file has no IR version or no graph";

    assertThat(reason(new byte[0])).isEqualTo(expected);
    assertThat(reason(new Proto().number(1, 8).toBytes())).isEqualTo(expected);
    assertThat(reason(new Proto().message(7, graph()).toBytes())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello, this is text", "{\"a\": 1}", "<html></html>", "\u0000\u0000"})
  void textIsUnparsed(String text) {
    assertThat(reason(text.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
  }

  @Test
  void everyCutThatLosesPartOfAFieldIsUnparsed() {
    byte[] graphLast =
        new Proto().number(1, 8).message(7, graph(raw(tensor("W", FLOAT, 2), 8))).toBytes();

    for (int length = 0; length < graphLast.length; length++) {
      assertThat(reason(Arrays.copyOf(graphLast, length))).as("cut to %d", length).isNotEmpty();
    }
    assertThat(Summaries.parsed("m.onnx", graphLast).tensors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aFieldLongerThanItsMessageIsRefused(long length) {
    assertThat(reason(tensor("W", FLOAT, 2).claimed(9, length).raw(new byte[8])))
        .contains("its message has 8 left");
  }

  @Test
  void aFixedFieldOrAVarintThatLeavesItsMessageIsRefused() {
    Proto fixed = new Proto().raw(Proto.varint((100 << 3) | 1));
    Proto varint = new Proto().raw((byte) (5 << 3), (byte) 0x80);

    assertThat(reason(new Proto().message(7, fixed).raw(new byte[16]).toBytes()))
        .contains("after its message");
    assertThat(reason(new Proto().message(7, varint).number(1, 8).toBytes()))
        .contains("after its message");
  }

  @Test
  void aVarintOfMoreThanSixtyFourBitsIsRefused() {
    byte[] eleven = new byte[11];
    Arrays.fill(eleven, (byte) 0x80);
    byte[] ten = Arrays.copyOf(eleven, 10);
    ten[9] = 2;

    assertThat(reason(eleven)).isEqualTo("a varint does not fit 64 bits");
    assertThat(reason(new Proto().raw((byte) 8).raw(ten).toBytes()))
        .isEqualTo("a varint does not fit 64 bits");
  }

  @Test
  void impossibleFieldNumbersAndWireTypesAreRefused() {
    assertThat(reason(new Proto().number(0, 1).toBytes())).contains("impossible number 0");
    assertThat(reason(new Proto().raw(Proto.varint(1L << 40)).toBytes()))
        .contains("impossible number");
    for (int wireType : new int[] {3, 4, 6, 7}) {
      assertThat(reason(new byte[] {(byte) (1 << 3 | wireType)}))
          .isEqualTo("field 1 has wire type " + wireType);
    }
    assertThat(reason(new Proto().text(1, "version").toBytes()))
        .isEqualTo("field 1 has wire type 2, not 0");
    assertThat(reason(new Proto().number(7, 0).toBytes()))
        .isEqualTo("field 7 has wire type 0, not 2");
  }

  @Test
  void deeplyNestedGraphsAreRefusedNotFollowed() {
    Proto graph = graph();
    for (int i = 0; i < 1000; i++) {
      graph = new Proto().message(1, new Proto().message(5, new Proto().message(6, graph)));
    }

    assertThat(reason(model(graph))).isEqualTo("messages are nested more than 100 deep");
  }

  @Test
  void longNamesOfNestedGraphsAreRefused() {
    Proto graph = graph();
    for (int i = 0; i < 3; i++) {
      Proto attribute = new Proto().text(1, "x".repeat(2000)).message(6, graph);
      graph = new Proto().message(1, new Proto().message(5, attribute));
    }

    assertThat(reason(model(graph))).isEqualTo("the names of nested graphs are too long");
    assertThat(reason(tensor("x".repeat(5000), FLOAT))).isEqualTo("a name has 5000 bytes");
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThat(reason(tensor("W", FLOAT, -1))).isEqualTo("a dimension is negative: -1");
    assertThat(reason(tensor("W", FLOAT, 1L << 32, 1L << 32)))
        .isEqualTo("a size does not fit 64 bits");
    assertThat(reason(raw(tensor("W", FLOAT, 1L << 60), 0)))
        .isEqualTo("a size does not fit 64 bits");
    assertThat(reason(tensor("W", FLOAT, new long[65])))
        .isEqualTo("a tensor has more than 64 dimensions");
    assertThat(reason(new Proto().packed(1, new long[65])))
        .isEqualTo("a list has more than 64 numbers");
    assertThat(reason(new Proto().bytes(1, new byte[] {1, (byte) 0x80}).number(1, 1)))
        .isEqualTo("a packed list ends within a number");
  }

  @Test
  void parametersThatOverflowTogetherAreRefused() {
    Proto half = tensor("a", FLOAT, 1L << 62).number(14, 1);
    Proto other = tensor("b", FLOAT, 1L << 62).number(14, 1);

    assertThat(reason(modelWith(half, other))).isEqualTo("a size does not fit 64 bits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 29, -1, Integer.MIN_VALUE})
  void unknownTypesAreRefused(int type) {
    assertThat(reason(tensor("W", type, 1))).contains("unknown type " + type);
  }

  @Test
  void dataThatDoesNotFitItsTensorIsRefused() {
    assertThat(reason(raw(tensor("W", FLOAT, 2), 7))).contains("7 bytes of data");
    assertThat(reason(tensor("W", FLOAT, 2).bytes(4, new byte[4]))).contains("4 bytes of data");
    assertThat(reason(raw(raw(tensor("W", FLOAT, 2), 8), 8))).contains("raw_data in pieces");
    assertThat(reason(raw(tensor("W", FLOAT, 2), 8).bytes(4, new byte[8])))
        .isEqualTo("a tensor has its data in two fields");
    assertThat(reason(raw(tensor("W", FLOAT, 2), 8).number(14, 1)))
        .isEqualTo("tensor 'W' has its data here and in another file");
    assertThat(reason(raw(tensor("W", 8, 2), 8)))
        .isEqualTo("tensor 'W' of type STRING has its data in field 9");
    assertThat(reason(tensor("W", FLOAT, 2).message(3, new Proto().number(1, 0))))
        .isEqualTo("a tensor is stored in segments");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 10, 11})
  void dataInAFieldOfAnotherTypeIsRefused(int field) {
    assertThat(reason(tensor("W", 7, 1).bytes(field, new byte[8])))
        .isEqualTo("tensor 'W' of type INT64 has its data in field " + field);
  }

  @Test
  void namesThatAreMissingRepeatedOrNoTextAreRefused() {
    assertThat(reason(tensor("", FLOAT, 1))).isEqualTo("an initializer has no name");
    assertThat(reason(modelWith(tensor("W", FLOAT), tensor("W", FLOAT))))
        .isEqualTo("two tensors are named 'W'");
    assertThat(reason(new Proto().bytes(8, new byte[] {(byte) 0xff})))
        .isEqualTo("a name is not UTF-8");
  }

  @Test
  void metadataGivenTwiceIsRefused() {
    byte[] versions = new Proto().number(1, 8).number(1, 9).message(7, graph()).toBytes();
    byte[] properties =
        new Proto().message(14, entry("k", "1")).message(14, entry("k", "2")).toBytes();

    assertThat(reason(versions)).isEqualTo("metadata key 'ir_version' occurs twice");
    assertThat(reason(properties)).isEqualTo("metadata key 'metadata_props.k' occurs twice");
  }
}
