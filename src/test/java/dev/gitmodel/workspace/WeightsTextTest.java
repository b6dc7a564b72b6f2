package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.Digest;
import dev.gitmodel.store.TinyWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTextTest {
  private static final TinyWeights WEIGHTS = TinyWeights.of("b", "bb", "a", "a");
  private static final byte[] BYTES = WEIGHTS.text().getBytes(StandardCharsets.US_ASCII);
  private static final Digest DIGEST = Digest.of(BYTES);

  @TempDir Path directory;

  private static String start(String text) {
    return Digest.of(text.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 16);
  }

  private static List<String> expected() {
    return List.of(
        "safetensors " + DIGEST + " " + BYTES.length + " bytes",
        "tensor a U8 [1] 1 bytes sha256:" + start("a"),
        "tensor b U8 [2] 2 bytes sha256:" + start("bb"));
  }

  private Path pointer() throws IOException {
    return Files.write(
        directory.resolve("w.safetensors"), new Pointer(DIGEST, BYTES.length).encode());
  }

  private void object(Path git) throws IOException {
    String hex = DIGEST.hex();
    Path folder =
        git.resolve("lfs/objects").resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4));
    Files.write(Files.createDirectories(folder).resolve(hex), BYTES);
  }

  @Test
  void weightsAreALineATensorByName() throws IOException {
    Path file = Files.write(directory.resolve("w.safetensors"), BYTES);
    assertThat(WeightsText.lines(file, directory)).isEqualTo(expected());
  }

  @Test
  void aPointerStandsForItsObjectInTheWorkTreesRepository() throws IOException {
    object(directory.resolve(".git"));
    Path below = Files.createDirectories(directory.resolve("a/b"));
    assertThat(WeightsText.lines(pointer(), below)).isEqualTo(expected());
  }

  @Test
  void aLinkedWorkTreeAndABareRepositoryHaveTheObjectsToo() throws IOException {
    Path bare = directory.resolve("bare.git");
    object(bare);
    Files.createDirectories(bare.resolve("worktrees/x"));
    Files.createDirectories(bare.resolve("objects"));
    Files.writeString(bare.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(bare.resolve("worktrees/x/commondir"), "../..\n");
    Path linked = Files.createDirectories(directory.resolve("linked"));
    Files.writeString(linked.resolve(".git"), "gitdir: " + bare.resolve("worktrees/x") + "\n");

    assertThat(WeightsText.lines(pointer(), linked)).isEqualTo(expected());
    assertThat(WeightsText.lines(pointer(), bare)).isEqualTo(expected());
  }

  @Test
  void aPointerWithoutItsObjectSaysSo() throws IOException {
    List<String> missing =
        List.of(DIGEST + " " + BYTES.length + " bytes", "not here: git lfs pull gets it");
    assertThat(WeightsText.lines(pointer(), directory)).isEqualTo(missing);
    Files.createDirectory(directory.resolve(".git"));
    assertThat(WeightsText.lines(pointer(), directory)).isEqualTo(missing);
    Files.delete(directory.resolve(".git"));
    Files.writeString(directory.resolve(".git"), "something else");
    assertThat(WeightsText.lines(pointer(), directory)).isEqualTo(missing);
  }

  @Test
  void otherFilesAreTheirDigestAndSize() throws IOException {
    Path file = Files.writeString(directory.resolve("data.zip"), "zip");
    assertThat(WeightsText.lines(file, directory))
        .containsExactly(Digest.of("zip".getBytes(StandardCharsets.US_ASCII)) + " 3 bytes");
    assertThat(WeightsText.lines(Files.write(file, new byte[0]), directory)).hasSize(1);
  }

  @Test
  void aFileThatBreaksItsFormatSaysWhy() throws IOException {
    Path file = Files.writeString(directory.resolve("w.safetensors"), "short");
    assertThat(WeightsText.lines(file, directory))
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" 5 bytes"),
            line -> assertThat(line).startsWith("not read: "));
  }

  @Test
  void onnxShowsItsTensorsWithoutDigests() throws IOException {
    Path onnx = Path.of("src/test/resources/weights/written.onnx").toAbsolutePath();
    assertThat(WeightsText.lines(onnx, directory))
        .anyMatch(line -> line.startsWith("tensor "))
        .noneMatch(line -> line.startsWith("tensor ") && line.contains("sha256:"));
  }
}
