package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Corpus;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointerTest {
  private static final String OID =
      "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
  private static final String CANONICAL =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + OID + "\nsize 12345\n";

  @TempDir Path directory;

  @Test
  void gitLfsWritesTheSameBytes() throws Exception {
    for (int size : List.of(1, 12, 1_000_000)) {
      byte[] content = Sources.bytes(size, size);
      Files.write(directory.resolve("weights.bin"), content);
      String stock = Stock.run(directory, "git", "lfs", "pointer", "--file=weights.bin");
      String ours =
          new String(new Pointer(Digest.of(content), size).encode(), StandardCharsets.UTF_8);
      assertThat(stock).endsWith("\n" + ours);
    }
  }

  @Test
  void gitLfsAcceptsWhatWeWriteAsCanonical() throws Exception {
    Pointer pointer = new Pointer(Digest.ofHex(OID), Long.MAX_VALUE);
    Files.write(directory.resolve("pointer"), pointer.encode());
    Stock.run(directory, "git", "lfs", "pointer", "--check", "--strict", "--file=pointer");
    assertThat(Pointer.parse(pointer.encode())).contains(pointer);
  }

  static List<Corpus.Case> files() {
    return Corpus.cases("pointers.txt");
  }

  @ParameterizedTest
  @MethodSource("files")
  void onlyACanonicalPointerIsReadAndEveryOtherIsNoticed(Corpus.Case file) {
    byte[] blob = bytes(file.input());

    assertThat(Pointer.parse(blob).isPresent()).isEqualTo(file.problem().isEmpty());
    assertThat(Pointer.resembles(blob))
        .isEqualTo(!file.problem().equals(Optional.of(Problem.NOT_FOUND)));
  }

  @Test
  void aCanonicalPointerIsReadBack() {
    assertThat(Pointer.parse(bytes(CANONICAL))).contains(new Pointer(Digest.ofHex(OID), 12345));
  }

  @Test
  void whatIsTooLongForAPointerIsNeither() {
    byte[] blob = bytes(CANONICAL + "x".repeat(Pointer.LIMIT - CANONICAL.length()));
    assertThat(blob).hasSize(Pointer.LIMIT);
    assertThat(Pointer.resembles(blob)).isFalse();
    assertThat(Pointer.resembles(java.util.Arrays.copyOf(blob, Pointer.LIMIT - 1))).isTrue();
  }

  @Test
  void noPointerPointsToNothing() throws IOException {
    Digest digest = Digest.of(new byte[0]);
    assertThatThrownBy(() -> new Pointer(digest, 0))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("0 bytes");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
