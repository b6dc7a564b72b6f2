package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was hashed when it was stored is read once without being hashed, and not once it changed.
 */
class ArrivedTest {
  private static final int SIZE = (1 << 20) + 1;

  @TempDir Path folder;

  private DirectoryBlobs.Put put(DirectoryBlobs blobs, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Path file = Files.write(folder.resolve("weights"), bytes);
    long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    var source = new Content.OnDisk(file, size, modified);
    return blobs.put(new DirectoryBlobs.Source(source, List.of(), Optional.empty()), Progress.NONE);
  }

  private DirectoryBlobs blobs() {
    return new DirectoryBlobs(folder.resolve("lfs"));
  }

  private static boolean trusted(DirectoryBlobs blobs, DirectoryBlobs.Put put) throws IOException {
    try (ObjectFile object = blobs.open(new RemoteBlobs.Item(put.digest(), SIZE))) {
      return object.hashed();
    }
  }

  private static void damage(Path object) throws IOException {
    assertThat(object.toFile().setWritable(true)).isTrue();
    try (RandomAccessFile bytes = new RandomAccessFile(object.toFile(), "rw")) {
      int first = bytes.read();
      bytes.seek(0);
      bytes.write(first ^ 1);
    }
  }

  @Test
  void anObjectIsTrustedOnce() throws IOException {
    DirectoryBlobs blobs = blobs();
    DirectoryBlobs.Put put = put(blobs, SIZE);
    assertThat(trusted(blobs, put)).isTrue();
    assertThat(trusted(blobs, put)).isFalse();
  }

  @Test
  void nobodyTrustsWhatAnotherStored() throws IOException {
    DirectoryBlobs.Put put = put(blobs(), SIZE);
    assertThat(trusted(blobs(), put)).isFalse();
  }

  @Test
  void whatWasThereBeforeIsNotTrusted() throws IOException {
    put(blobs(), SIZE);
    DirectoryBlobs later = blobs();
    DirectoryBlobs.Put put = put(later, SIZE);
    assertThat(put.stored()).isFalse();
    assertThat(trusted(later, put)).isFalse();
  }

  @Test
  void aCopyOfWhatWasJustStoredHasItsBytes() throws IOException {
    DirectoryBlobs blobs = blobs();
    DirectoryBlobs.Put put = put(blobs, SIZE);
    Path target = folder.resolve("copy");
    blobs.copy(put.digest(), SIZE, target, Progress.NONE);
    assertThat(target).hasSameBinaryContentAs(folder.resolve("weights"));
  }

  @Test
  void damageAfterTheStoringIsSeen() throws IOException {
    DirectoryBlobs blobs = blobs();
    DirectoryBlobs.Put put = put(blobs, SIZE);
    damage(blobs.location(put.digest()));
    Path target = folder.resolve("copy");
    assertThatThrownBy(() -> blobs.copy(put.digest(), SIZE, target, Progress.NONE))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("does not have the content of its name");
    assertThat(target).doesNotExist();
  }

  @Test
  void damageIsSeenByTheSecondWhoReads() throws IOException {
    DirectoryBlobs blobs = blobs();
    DirectoryBlobs.Put put = put(blobs, SIZE);
    blobs.copy(put.digest(), SIZE, folder.resolve("first"), Progress.NONE);
    damage(blobs.location(put.digest()));
    assertThatThrownBy(
            () -> blobs.copy(put.digest(), SIZE, folder.resolve("second"), Progress.NONE))
        .isInstanceOf(RegistryException.class);
  }
}
