package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.TensorSpan;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tensors of a file are digested while it is read once for other reasons. */
class TensorPassTest {
  @TempDir Path directory;

  private static TensorLayout halves(int size) {
    int half = size / 2;
    return new TensorLayout(
        "safetensors",
        List.of(
            new TensorSpan("low", "U8", List.of((long) half), 0, half),
            new TensorSpan("high", "U8", List.of((long) (size - half)), half, size - half)));
  }

  private DirectoryBlobs.Source source(byte[] content, Digest... similar) throws IOException {
    Path file = Files.write(directory.resolve("w.safetensors"), content);
    return new DirectoryBlobs.Source(
        Sources.onDisk(file), List.of(similar), Optional.of(halves(content.length)));
  }

  private static void assertRight(TensorRecord record, byte[] content) {
    int half = content.length / 2;
    assertThat(record.weights()).isEqualTo(Digest.of(content));
    assertThat(record.tensors())
        .extracting(TensorDigest::digest)
        .containsExactly(
            Digest.of(Arrays.copyOfRange(content, half, content.length)),
            Digest.of(Arrays.copyOf(content, half)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 262_143, 262_144, 262_145, Sources.BIG, 20_000_000})
  void tensorsAreDigestedInThePassThatStoresTheFile(int size) throws IOException {
    byte[] content = Sources.bytes(size, 1);
    DirectoryBlobs blobs = new DirectoryBlobs(directory.resolve("lfs"));

    DirectoryBlobs.Put put = blobs.put(source(content), Progress.NONE);

    assertRight(put.tensors().orElseThrow(), content);
    assertThat(blobs.location(put.digest())).hasBinaryContent(content);
  }

  @Test
  void alsoWhereTheStoreHasTheContentAlready() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    DirectoryBlobs blobs = new DirectoryBlobs(directory.resolve("lfs"));
    Digest known = blobs.put(source(content), Progress.NONE).digest();

    DirectoryBlobs.Put again = blobs.put(source(content, known), Progress.NONE);

    assertThat(again.stored()).isFalse();
    assertRight(again.tensors().orElseThrow(), content);
  }

  @Test
  void aGuessThatWasWrongStillDigestsTheRealContent() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    DirectoryBlobs blobs = new DirectoryBlobs(directory.resolve("lfs"));
    Digest known = blobs.put(source(content), Progress.NONE).digest();
    byte[] almost = content.clone();
    almost[Sources.BIG / 4] ^= 1;

    DirectoryBlobs.Put put = blobs.put(source(almost, known), Progress.NONE);

    assertThat(put.stored()).isTrue();
    assertRight(put.tensors().orElseThrow(), almost);
  }

  @Test
  void noThreadIsLeftWhereReadingFails() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    DirectoryBlobs.Source source = source(content);
    Files.write(source.file().file(), Sources.bytes(Sources.BIG - 1, 1));
    DirectoryBlobs blobs = new DirectoryBlobs(directory.resolve("lfs"));

    assertThatThrownBy(() -> blobs.put(source, Progress.NONE))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("changed while it was read");
    assertThatThrownBy(
            () ->
                blobs.put(
                    source(content),
                    bytes -> {
                      throw new IllegalStateException("nobody watches any more");
                    }))
        .hasStackTraceContaining("nobody watches any more");

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("lfs"));
  }

  @Test
  void aFileOfAnyPlaceIsDigestedWithItsTensors() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    Path file = Files.write(directory.resolve("f"), content);

    DirectoryBlobs.Tensors read = DirectoryBlobs.tensors(file, halves(content.length));

    assertThat(read.size()).isEqualTo(content.length);
    assertRight(read.record().orElseThrow(), content);
    assertThat(read.digest()).isEqualTo(Digest.of(content));
  }
}
