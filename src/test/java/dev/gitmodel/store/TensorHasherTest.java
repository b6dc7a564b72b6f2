package dev.gitmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.TensorSpan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorHasherTest {
  private static final Digest WEIGHTS = Digest.of(new byte[0]);

  private static TensorSpan span(String name, long offset, long length) {
    return new TensorSpan(name, "U8", List.of(length), offset, length);
  }

  private static TensorLayout layout(TensorSpan... spans) {
    return new TensorLayout("safetensors", List.of(spans));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** The record of {@code file}, given to the hasher in pieces of so many bytes. */
  private static TensorRecord record(TensorLayout layout, byte[] file, int piece) {
    TensorHasher hasher = new TensorHasher(layout);
    for (int at = 0; at < file.length; at += piece) {
      hasher.accept(ByteBuffer.wrap(file, at, Math.min(piece, file.length - at)));
    }
    return hasher.finish(WEIGHTS).orElseThrow();
  }

  private static String sums(byte[] tensor, int block) {
    StringBuilder sums = new StringBuilder();
    for (int at = 0; at < tensor.length; at += block) {
      CRC32C sum = new CRC32C();
      sum.update(tensor, at, Math.min(block, tensor.length - at));
      sums.append(HexFormat.of().toHexDigits((int) sum.getValue()));
    }
    return sums.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 4097, 1_000_000})
  void digestsAreThoseOfTheTensorsBytesHoweverTheyAreRead(int piece) {
    byte[] file = bytes(40_000);
    TensorLayout layout =
        layout(span("b", 100, 9000), span("a", 9100, 30_000), span("c", 39_999, 1));

    TensorRecord record = record(layout, file, piece);

    byte[] a = Arrays.copyOfRange(file, 9100, 39_100);
    byte[] b = Arrays.copyOfRange(file, 100, 9100);
    byte[] c = Arrays.copyOfRange(file, 39_999, 40_000);
    assertThat(record)
        .isEqualTo(
            new TensorRecord(
                WEIGHTS,
                "safetensors",
                List.of(
                    new TensorDigest(
                        "a", "U8", List.of(30_000L), 30_000, Digest.of(a), sums(a, 4096)),
                    new TensorDigest("b", "U8", List.of(9000L), 9000, Digest.of(b), sums(b, 4096)),
                    new TensorDigest("c", "U8", List.of(1L), 1, Digest.of(c), sums(c, 4096)))));
  }

  @Test
  void emptyTensorsAreDigestedWhereverTheyLie() {
    TensorLayout layout =
        layout(span("first", 0, 0), span("full", 0, 3), span("mid", 3, 0), span("last", 10, 0));

    assertThat(record(layout, bytes(10), 4).tensors())
        .filteredOn(t -> t.bytes() == 0)
        .extracting(TensorDigest::name)
        .containsExactly("first", "last", "mid");
    assertThat(record(layout, bytes(10), 4).tensors())
        .filteredOn(t -> t.bytes() == 0)
        .allMatch(t -> t.digest().equals(WEIGHTS) && t.blocks().isEmpty());
  }

  @Test
  void aFileWithoutTensorsHasARecordOfNone() {
    assertThat(record(layout(), bytes(10), 3).tensors()).isEmpty();
  }

  @Test
  void aFileThatEndsBeforeItsTensorsHasNoRecord() {
    TensorHasher hasher = new TensorHasher(layout(span("a", 0, 11)));
    hasher.accept(ByteBuffer.wrap(bytes(10)));
    assertThat(hasher.finish(WEIGHTS)).isEmpty();
  }

  @Test
  void tensorsThatShareBytesAreNoLayout() {
    assertThatThrownBy(() -> layout(span("a", 0, 10), span("b", 9, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> span("a", Long.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTensorHasAtMost32BlocksUntilTheyAreLarge() {
    assertThat(TensorDigest.blockSize(0)).isEqualTo(4096);
    assertThat(TensorDigest.blockSize(32 * 4096)).isEqualTo(4096);
    assertThat(TensorDigest.blockSize(32 * 4096 + 1)).isEqualTo(8192);
    assertThat(TensorDigest.blockSize(1L << 40)).isEqualTo(1 << 20);
  }

  @Test
  void changedBytesAreCountedInBlocks() {
    byte[] before = bytes(10_000);
    byte[] after = before.clone();
    after[9_999] ^= 1;
    TensorLayout layout = layout(span("a", 0, 10_000));
    TensorDigest was = record(layout, before, 10_000).tensors().get(0);
    TensorDigest is = record(layout, after, 10_000).tensors().get(0);

    assertThat(is.changedBytes(was)).isEqualTo(10_000 - 2 * 4096);
    assertThat(is.changedBytes(is)).isZero();
    assertThat(is.whole().changedBytes(was)).isEqualTo(10_000);
  }

  @Test
  void veryManyTensorsAreKeptWithoutBlocksAndTooManyNotAtAll() {
    assertThat(many(200_000, 0)).isEmpty();
    List<TensorDigest> coarse = many(5_000, 32 * 4096).orElseThrow().tensors();
    assertThat(coarse).hasSize(5_000).allMatch(t -> t.blocks().isEmpty());
  }

  private static java.util.Optional<TensorRecord> many(int count, int bytes) {
    List<TensorSpan> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(span("t" + i, (long) i * bytes, bytes));
    }
    TensorHasher hasher = new TensorHasher(new TensorLayout("GGUF", spans));
    byte[] one = new byte[bytes];
    for (int i = 0; i < count; i++) {
      hasher.accept(ByteBuffer.wrap(one));
    }
    return hasher.finish(WEIGHTS);
  }
}
