package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
  @TempDir Path directory;

  @Test
  void writingReplacesTheWholeFileAndLeavesNothingElse() throws IOException {
    Path file = directory.resolve("registry.yaml");
    Durable.write(file, new byte[10_000]);
    Durable.write(file, new byte[] {1, 2});
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(Sources.filesBelow(directory)).containsExactly("registry.yaml");
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoTemp() throws IOException {
    Path target = Files.createDirectories(directory.resolve("taken"));
    Files.writeString(target.resolve("inside"), "x");
    assertThatThrownBy(() -> Durable.write(target, new byte[] {1}))
        .isInstanceOf(RegistryException.class)
        .extracting(e -> ((RegistryException) e).problem())
        .isEqualTo(Problem.STORAGE);
    assertThat(Sources.filesBelow(directory)).containsExactly("taken/inside");
  }

  @Test
  void aMoveReplacesWhatIsThere() throws IOException {
    Path from = Files.writeString(directory.resolve("a"), "new");
    Path to = Files.writeString(Files.createDirectory(directory.resolve("d")).resolve("b"), "old");
    Durable.move(from, to);
    assertThat(to).hasContent("new");
    assertThat(from).doesNotExist();
  }

  @Test
  void allMissingParentsAreMade() {
    Path deep = directory.resolve("a/b/c");
    Durable.createDirectories(deep);
    Durable.createDirectories(deep);
    Durable.forceDirectory(deep);
    assertThat(deep).isDirectory();
  }

  @Test
  void aFileWhereADirectoryShouldBeIsNamed() throws IOException {
    Files.writeString(directory.resolve("a"), "");
    assertThatThrownBy(() -> Durable.createDirectories(directory.resolve("a")))
        .hasMessage(
            "can't make the directory " + directory.resolve("a") + ": something else is there");
  }

  @Test
  void forcingWhatIsNotThereIsStorage() {
    assertThatThrownBy(() -> Durable.force(directory.resolve("none")))
        .hasMessage("can't force " + directory.resolve("none") + " to disk: it is not there");
  }

  @Test
  void aProbeLeavesNothingAndSaysWhereNothingCanBeWritten() {
    Durable.probe(directory);
    assertThat(directory).isEmptyDirectory();
    assertThatThrownBy(() -> Durable.probe(directory.resolve("none")))
        .hasMessage("can't write to " + directory.resolve("none") + ": it is not there");
  }

  @Test
  void aRealFullDiskIsCalledFull() throws IOException {
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> full.write(ByteBuffer.wrap(new byte[] {1})))
          .isInstanceOfSatisfying(
              IOException.class,
              e -> {
                RegistryException told = Durable.storage("can't write weights.bin", e);
                assertThat(told.problem()).isEqualTo(Problem.STORAGE);
                assertThat(told).hasMessage("can't write weights.bin: the disk is full");
                assertThat(told.hint()).contains("git model gc");
              });
    }
  }

  @Test
  void otherAnswersOfTheDiskAreSaidInWords() {
    assertThat(said(new FileSystemException("f", null, "Read-only file system")))
        .isEqualTo("can't write f: the file system is read-only");
    assertThat(said(new AccessDeniedException("f"))).isEqualTo("can't write f: permission denied");
    assertThat(said(new IOException("Disk quota exceeded")))
        .isEqualTo("can't write f: the disk quota is used up");
    assertThat(said(new IOException("Input/output error")))
        .isEqualTo("can't write f: the disk reports an I/O error");
    assertThat(said(new IOException("odd \u001b[31m")))
        .isEqualTo("can't write f: I/O error: odd <U+001B>[31m");
  }

  private static String said(IOException e) {
    return Durable.storage("can't write f", e).text();
  }
}
