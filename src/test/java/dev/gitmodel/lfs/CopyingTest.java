package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyingTest {
  // So that the disk is told to write at the very end.
  private static final long SIZE = 64L << 20;

  @TempDir Path folder;
  private Path source;

  @BeforeEach
  void holes() throws IOException {
    source = folder.resolve("source");
    try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
      file.setLength(SIZE);
    }
  }

  @Test
  void copiesAllOfIt() throws IOException {
    Path copy = folder.resolve("copy");
    assertThat(copyTo(copy, StandardOpenOption.CREATE_NEW)).isEqualTo(SIZE);
    assertThat(copy).hasSameBinaryContentAs(source);
  }

  // What the kernel says of a write that failed, it says once, to whoever asks first.
  @Test
  void tellsWhatTheDiskRefusedOnTheWay() {
    // A device that takes all bytes and can't be forced.
    assertThatThrownBy(() -> copyTo(Path.of("/dev/null"), StandardOpenOption.WRITE))
        .isInstanceOf(IOException.class);
  }

  private long copyTo(Path target, StandardOpenOption how) throws IOException {
    try (FileChannel from = FileChannel.open(source);
        FileChannel to = FileChannel.open(target, how, StandardOpenOption.WRITE);
        Copying copying = new Copying(from, SIZE, to)) {
      return copying.finish();
    }
  }
}
