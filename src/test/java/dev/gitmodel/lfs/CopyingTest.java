package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is written whole, whichever way the disk takes it. */
class CopyingTest {
  // So that the disk is told to write at the very end, and a store writes past the page cache.
  private static final long SIZE = 64L << 20;

  @TempDir Path folder;
  private Path source;

  @BeforeEach
  void holesAndSomeBytes() throws IOException {
    source = Files.write(folder.resolve("source"), Sources.bytes(Sources.BIG, 1));
    grow(SIZE);
  }

  private void grow(long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
      file.setLength(size);
      file.seek(size - 3);
      file.write(new byte[] {1, 2, 3});
    }
  }

  @Test
  void copiesAllOfIt() throws IOException {
    Path copy = folder.resolve("copy");
    try (FileChannel to = created(copy)) {
      assertThat(copy(Copying.cached(to)).count()).isEqualTo(SIZE);
    }
    assertThat(copy).hasSameBinaryContentAs(source);
  }

  // Whole blocks go past the page cache, and what is left of a file does not.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4096, (1 << 20) - 1})
  void whatIsStoredIsTheSameToTheLastByte(long more) throws IOException {
    grow(SIZE + more);
    Path copy = folder.resolve("copy");
    try (FileChannel to = created(copy)) {
      assertThat(copy(Copying.stored(copy, SIZE + more, to)))
          .isEqualTo(new Reading(Digest.of(Files.readAllBytes(source)), SIZE + more));
    }
    assertThat(copy).hasSameBinaryContentAs(source);
  }

  // As a file system does whose blocks are larger than ours, though it took the flag.
  @Test
  void whatIsNotTakenDirectlyIsWrittenAllTheSame() throws IOException {
    Path copy = folder.resolve("copy");
    try (FileChannel to = created(copy);
        FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      assertThat(copy(new Copying(to, full)).count()).isEqualTo(SIZE);
      assertThat(full.isOpen()).isFalse();
    }
    assertThat(copy).hasSameBinaryContentAs(source);
  }

  // What the kernel says of a write that failed, it says once, to whoever asks first.
  @Test
  void tellsWhatTheDiskRefusedOnTheWay() throws IOException {
    // A device that takes all bytes and can't be forced.
    try (FileChannel to = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> copy(Copying.cached(to))).isInstanceOf(IOException.class);
    }
  }

  private static FileChannel created(Path copy) throws IOException {
    return FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private Reading copy(Copying copying) throws IOException {
    try (FileChannel from = FileChannel.open(source)) {
      return Reading.copy(from, Files.size(source), copying, Progress.NONE, List.of());
    }
  }
}
