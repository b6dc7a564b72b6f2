package dev.gitmodel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorsCodecTest {
  private static final Digest A = Digest.of(new byte[] {1});
  private static final Digest B = Digest.of(new byte[] {2});

  private static TensorDigest tensor(String name) {
    return new TensorDigest(name, "F32", List.of(2L, 3L), 24, B, "0123abcd");
  }

  @Test
  void everyRecordComesBackAsItWas() {
    List<TensorRecord> records =
        List.of(
            new TensorRecord(B, "GGUF", List.of()),
            new TensorRecord(
                A,
                "safetensors",
                List.of(
                    tensor("größe \n \"x\" \u202e"),
                    new TensorDigest("scalar", "F64", List.of(), 8, A, ""))));

    String text = TensorsCodec.write(records);

    assertThat(TensorsCodec.read(text)).containsExactlyInAnyOrderElementsOf(records);
    assertThat(TensorsCodec.write(TensorsCodec.read(text))).isEqualTo(text);
  }

  @Test
  void aTensorIsALineThatPeopleCanRead() {
    assertThat(
            TensorsCodec.write(List.of(new TensorRecord(A, "safetensors", List.of(tensor("w"))))))
        .isEqualTo(
            """
            {"weights":"%s","format":"safetensors"}
            {"name":"w","dtype":"F32","shape":[2,3],"bytes":24,"sha256":"%s","crc32c":"0123abcd"}
            """
                .formatted(A, B.hex()));
  }

  @Test
  void oneContentUnderTwoNamesIsRecordedOnce() {
    TensorRecord record = new TensorRecord(A, "safetensors", List.of(tensor("w")));
    assertThat(TensorsCodec.write(List.of(record, record)).lines()).hasSize(2);
    assertThat(TensorsCodec.write(List.of())).isEmpty();
    assertThat(TensorsCodec.read("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{\"name\":\"w\"}",
        "{\"weights\":\"sha256:12\",\"format\":\"x\"}",
        "{\"weights\":7,\"format\":\"x\"}",
        "{\"name\":\"w\",\"dtype\":\"F32\",\"shape\":[-1.5],\"bytes\":1,\"sha256\":\"\"}",
      })
  void whatWeDidNotWriteIsCorrupt(String line) {
    assertThatThrownBy(() -> TensorsCodec.read(line + "\n"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
  }

  @Test
  void tensorsWithoutAFileAndBlocksThatDoNotFitAreCorrupt() {
    String head = "{\"weights\":\"" + A + "\",\"format\":\"x\"}\n";
    String line =
        "{\"name\":\"w\",\"dtype\":\"F32\",\"shape\":[],\"bytes\":%d,\"sha256\":\"%s\",\"crc32c\":\"%s\"}\n";
    assertThatThrownBy(() -> TensorsCodec.read(line.formatted(4, B.hex(), "01234567")))
        .hasMessageContaining("does not say of which file");
    assertThatThrownBy(() -> TensorsCodec.read(head + line.formatted(4, B.hex(), "0123456")))
        .hasMessageContaining("line 2");
    assertThat(TensorsCodec.read(head + line.formatted(4, B.hex(), "01234567"))).hasSize(1);
  }
}
