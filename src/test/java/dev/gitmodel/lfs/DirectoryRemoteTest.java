package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another repository on the same disk: copies, hashed, and never one file in two places. */
class DirectoryRemoteTest {
  @TempDir Path folder;
  private DirectoryBlobs own;
  private DirectoryBlobs there;
  private DirectoryRemote remote;

  @BeforeEach
  void open() {
    own = new DirectoryBlobs(folder.resolve("own/lfs"));
    there = new DirectoryBlobs(folder.resolve("there/lfs"));
    remote = new DirectoryRemote(folder.resolve("there/lfs"));
  }

  private RemoteBlobs.Item put(DirectoryBlobs into, int size, long seed) throws IOException {
    Path file = Files.write(folder.resolve("f" + seed), Sources.bytes(size, seed));
    return new RemoteBlobs.Item(into.put(Sources.source(file), Progress.NONE).digest(), size);
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  @Test
  void whatIsUploadedIsAnObjectOfItsOwn() throws IOException {
    RemoteBlobs.Item large = put(own, Sources.BIG, 1);
    RemoteBlobs.Item small = put(own, 5, 2);
    AtomicLong told = new AtomicLong();

    assertThat(remote.upload(List.of(large, small, small), own, told::addAndGet))
        .isEqualTo(Sources.BIG + 5);

    Path copy = there.location(large.digest());
    assertThat(copy).hasSameBinaryContentAs(own.location(large.digest()));
    assertThat(inode(copy)).isNotEqualTo(inode(own.location(large.digest())));
    assertThat(Files.getPosixFilePermissions(copy)).hasSize(3);
    assertThat(told).hasValue(Sources.BIG + 5);
    assertThat(remote.upload(List.of(large, small), own, told::addAndGet)).isZero();
    assertThat(Sources.filesBelow(folder.resolve("there/lfs"))).hasSize(2);
  }

  @Test
  void whatIsDownloadedIsAnObjectOfItsOwn() throws IOException {
    RemoteBlobs.Item item = put(there, Sources.BIG, 1);
    remote.download(List.of(item), own, Progress.NONE);
    assertThat(own.intact(item.digest(), item.size(), Progress.NONE)).isTrue();
    assertThat(inode(own.location(item.digest())))
        .isNotEqualTo(inode(there.location(item.digest())));
  }

  @Test
  void whatIsNotThereIsNotFoundAndNothingIsCopied() throws IOException {
    RemoteBlobs.Item item = put(there, 10, 1);
    RemoteBlobs.Item missing = RemoteDesk.item(new byte[] {1});
    assertThatThrownBy(() -> remote.download(List.of(item, missing), own, Progress.NONE))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND);
              assertThat(e.text()).contains(missing.digest().hex());
            });
    assertThat(own.all()).isEmpty();
  }

  @Test
  void aBrokenObjectIsCopiedNeitherWay() throws IOException {
    RemoteBlobs.Item item = put(there, Sources.BIG, 1);
    Path file = there.location(item.digest());
    byte[] bytes = Files.readAllBytes(file);
    bytes[17] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
    assertThatThrownBy(() -> remote.download(List.of(item), own, Progress.NONE))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
    assertThatThrownBy(
            () ->
                new DirectoryRemote(folder.resolve("own/lfs"))
                    .upload(List.of(item), there, Progress.NONE))
        .isInstanceOf(RegistryException.class);
    assertThat(Sources.filesBelow(folder.resolve("own/lfs"))).isEmpty();
  }

  @Test
  void aMissingObjectOfOursIsCorrupt() {
    assertThatThrownBy(
            () -> remote.upload(List.of(RemoteDesk.item(new byte[] {1})), own, Progress.NONE))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
  }
}
