package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own file is sent from where it lies, and only as what it was when it was hashed. */
class HashedFilesTest {
  private static final int SIZE = 3_000_000;

  @TempDir Path folder;
  private Path file;
  private RemoteBlobs.Item item;
  private HashedFiles files;

  @BeforeEach
  void hash() throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    file = Files.write(folder.resolve("weights"), bytes);
    item = new RemoteBlobs.Item(Digest.of(bytes), SIZE);
    long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    var source =
        new DirectoryBlobs.Source(
            new Content.OnDisk(file, SIZE, modified), List.of(), Optional.empty());
    files = HashedFiles.of(List.of(source), HashCache.NONE, Progress.NONE);
  }

  private DirectoryBlobs there() {
    return new DirectoryBlobs(folder.resolve("host/lfs"));
  }

  private long send() {
    try (var remote = new DirectoryRemote(folder.resolve("host/lfs"))) {
      return remote.upload(List.of(item), files, Progress.NONE);
    }
  }

  private static void isConflict(ThrowingCallable sending) {
    assertThatThrownBy(sending)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFLICT))
        .hasMessageContaining("weights changed while it was read");
  }

  @Test
  void whatTheyAreIsToldInTheirOrder() {
    assertThat(files.puts())
        .containsExactly(new DirectoryBlobs.Put(item.digest(), false, Optional.empty()));
  }

  @Test
  void aFileIsSentFromWhereItLies() {
    assertThat(send()).isEqualTo(SIZE);
    assertThat(there().intact(item.digest(), SIZE, Progress.NONE)).isTrue();
    assertThat(send()).isZero();
  }

  @Test
  void aFileThatWasWrittenToSinceIsNotSent() throws IOException {
    Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
    isConflict(this::send);
    assertThat(there().all()).isEmpty();
  }

  @Test
  void aFileThatWasReplacedByOneOfTheSameSizeAndTimeIsNotSent() throws IOException {
    Path other = Files.write(folder.resolve("other"), new byte[SIZE]);
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    isConflict(this::send);
    assertThat(there().all()).isEmpty();
  }

  @Test
  void aFileThatIsWrittenToWhileItIsSentIsNotSentToItsEnd() {
    RemoteDesk desk = new RemoteDesk(folder.resolve("desk"));
    try (desk) {
      Progress writing = bytes -> touch();
      isConflict(() -> desk.remote().upload(List.of(item), files, writing));
      assertThat(desk.server.objects().has(item.digest().hex())).isFalse();
    }
  }

  private void touch() {
    try {
      Files.write(file, new byte[] {1}, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Durable.storage("can't write " + file, e);
    }
  }

  @Test
  void whatIsNoneOfThemIsMissing() {
    assertThatThrownBy(() -> files.open(new RemoteBlobs.Item(Digest.of(new byte[0]), 0)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("is missing");
  }
}
