package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aCanonicalPointerIsReadAndIsNoLookAlike() {
    byte[] blob = bytes(CANONICAL);
    assertThat(Pointer.parse(blob)).contains(new Pointer(Digest.ofHex(OID), 12345));
    assertThat(Pointer.looksLikePointer(blob)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version https://git-lfs.github.com/spec/v1\r\noid sha256:@\r\nsize 12345\r\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345\n\n",
        "\nversion https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345\n",
        "\ufeffversion https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 012345\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize +12345\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize -1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 0\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 9223372036854775808\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize ١٢\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:ABC\nsize 12345\n",
        "version https://git-lfs.github.com/spec/v1\noid md5:@\nsize 12345\n",
        "version https://git-lfs.github.com/spec/v1\nsize 12345\noid sha256:@\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345\nx y\n",
        "version https://git-lfs.github.com/spec/v1\next-0-a sha256:@\noid sha256:@\nsize 1\n",
        "version https://git-lfs.github.com/spec/v2\noid sha256:@\nsize 12345\n",
        "version https://hawser.github.com/spec/v1\noid sha256:@\nsize 12345\n",
        "version http://git-media.io/v/2\noid sha256:@\nsize 12345\n",
      })
  void whatIsNearlyAPointerIsNoneAndIsNoticed(String text) {
    byte[] blob = bytes(text.replace("@", OID));
    assertThat(Pointer.parse(blob)).isEmpty();
    assertThat(Pointer.looksLikePointer(blob)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "version 1.0\n", "{\"version\": \"https://git-lfs.github.com\"}"})
  void otherTextIsNeither(String text) {
    assertThat(Pointer.parse(bytes(text))).isEmpty();
    assertThat(Pointer.looksLikePointer(bytes(text))).isFalse();
  }

  @Test
  void whatIsTooLongForAPointerIsNeither() {
    byte[] blob = bytes(CANONICAL + "x".repeat(Pointer.LIMIT - CANONICAL.length()));
    assertThat(blob).hasSize(Pointer.LIMIT);
    assertThat(Pointer.looksLikePointer(blob)).isFalse();
    assertThat(Pointer.looksLikePointer(java.util.Arrays.copyOf(blob, Pointer.LIMIT - 1))).isTrue();
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
