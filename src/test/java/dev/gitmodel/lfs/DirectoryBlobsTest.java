package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryBlobsTest {
  @TempDir Path directory;
  private Path lfs = Path.of("");
  private Path file = Path.of("");
  private DirectoryBlobs blobs = new DirectoryBlobs(lfs);

  @BeforeEach
  void prepare() {
    lfs = directory.resolve("m.git/lfs");
    file = directory.resolve("weights.bin");
    blobs = new DirectoryBlobs(lfs);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, Sources.BIG, 20_000_000})
  void whatIsPutComesBackInTheLayoutOfGitLfs(int size) throws IOException {
    byte[] content = Sources.bytes(size, 1);
    Files.write(file, content);
    AtomicLong told = new AtomicLong();

    DirectoryBlobs.Put put = blobs.put(Sources.source(file), told::addAndGet);

    String oid = Digest.of(content).hex();
    assertThat(put).isEqualTo(new DirectoryBlobs.Put(Digest.ofHex(oid), true, Optional.empty()));
    assertThat(told).hasValue(size);
    assertThat(Sources.filesBelow(lfs))
        .containsExactly("objects/" + oid.substring(0, 2) + "/" + oid.substring(2, 4) + "/" + oid);
    assertThat(blobs.location(put.digest())).hasBinaryContent(content);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(blobs.location(put.digest()))))
        .isEqualTo("r--r--r--");
    try (InputStream in = blobs.open(put.digest())) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void gitLfsFindsNothingWrongWithARepositoryOfOurObjects() throws Exception {
    Path repository = Files.createDirectory(directory.resolve("repository"));
    Stock.run(repository, "git", "init", "-q");
    DirectoryBlobs own = new DirectoryBlobs(repository.resolve(".git/lfs"));
    for (String name : new String[] {"a.bin", "b.bin"}) {
      Path source = Files.write(directory.resolve(name), Sources.bytes(300_000, name.hashCode()));
      Digest digest = own.put(Sources.source(source), Progress.NONE).digest();
      Files.write(repository.resolve(name), new Pointer(digest, 300_000).encode());
    }
    Files.writeString(
        repository.resolve(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    Stock.run(repository, "git", "add", ".");
    Stock.run(repository, "git", "commit", "-qm", "x");

    assertThat(Stock.run(repository, "git", "lfs", "fsck")).contains("Git LFS fsck OK");
    Stock.run(repository, "git", "lfs", "install", "--local");
    Stock.run(repository, "git", "lfs", "checkout");
    assertThat(repository.resolve("a.bin"))
        .hasBinaryContent(Sources.bytes(300_000, "a.bin".hashCode()));
  }

  @Test
  void theSameContentIsNotStoredTwice() throws IOException {
    Files.write(file, Sources.bytes(Sources.BIG, 1));
    Digest digest = blobs.put(Sources.source(file), Progress.NONE).digest();
    assertThat(blobs.put(Sources.source(file), Progress.NONE).stored()).isFalse();
    assertThat(blobs.put(Sources.source(file, digest), Progress.NONE).stored()).isFalse();
    assertThat(Sources.filesBelow(lfs)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, Sources.BIG})
  void whatIsKnownIsNotWrittenAgain(int size) throws IOException {
    Files.write(file, Sources.bytes(size, 1));
    Digest digest = blobs.put(Sources.source(file), Progress.NONE).digest();
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(lfs.resolve("tmp"), longAgo);

    assertThat(blobs.put(Sources.source(file, digest), Progress.NONE).stored()).isFalse();

    assertThat(Files.getLastModifiedTime(lfs.resolve("tmp"))).isEqualTo(longAgo);
  }

  @Test
  void aFileThatDiffersOnlyBetweenTheSamplesIsStoredAllTheSame() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    Files.write(file, content);
    Digest first = blobs.put(Sources.source(file), Progress.NONE).digest();
    content[300_000] ^= 1;
    Files.write(file, content);
    AtomicLong told = new AtomicLong();

    DirectoryBlobs.Put put = blobs.put(Sources.source(file, first), told::addAndGet);

    assertThat(put).isEqualTo(new DirectoryBlobs.Put(Digest.of(content), true, Optional.empty()));
    assertThat(blobs.location(put.digest())).hasBinaryContent(content);
    assertThat(told).hasValue(Sources.BIG);
  }

  @Test
  void aHintThatIsWrongOrGoneDoesNoHarm() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    Files.write(file, content);
    Digest gone = Digest.of(new byte[] {1});
    assertThat(blobs.put(Sources.source(file, gone), Progress.NONE).stored()).isTrue();
    blobs.delete(Digest.of(content));
    assertThat(blobs.put(Sources.source(file, Digest.of(content)), Progress.NONE).stored())
        .isTrue();
  }

  @Test
  void anObjectOfTheWrongSizeIsMissingAndMendedByThePut() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    Files.write(file, content);
    Digest digest = blobs.put(Sources.source(file), Progress.NONE).digest();
    damage(digest, Sources.bytes(10, 2));
    assertThat(blobs.has(digest, Sources.BIG)).isFalse();

    assertThat(blobs.put(Sources.source(file), Progress.NONE).stored()).isTrue();

    assertThat(blobs.intact(digest, Sources.BIG, Progress.NONE)).isTrue();
  }

  @Test
  void aCopyHasTheBytesAndIsWritable() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    Digest digest = put(content);
    Path target = directory.resolve("copy");
    AtomicLong told = new AtomicLong();
    blobs.copy(digest, Sources.BIG, target, told::addAndGet);
    assertThat(target).hasBinaryContent(content).isWritable();
    assertThat(told).hasValue(Sources.BIG);
  }

  @Test
  void aCorruptObjectIsNotHandedOut() throws IOException {
    byte[] content = Sources.bytes(Sources.BIG, 1);
    Digest digest = put(content);
    content[Sources.BIG - 1] ^= 1;
    damage(digest, content);
    Path target = directory.resolve("copy");

    fails(Problem.CORRUPT, () -> blobs.copy(digest, Sources.BIG, target, Progress.NONE));

    assertThat(target).doesNotExist();
    assertThat(blobs.has(digest, Sources.BIG)).isTrue();
    assertThat(blobs.intact(digest, Sources.BIG, Progress.NONE)).isFalse();
  }

  @Test
  void anObjectThatIsShorterOrMissingIsCorrupt() throws IOException {
    Digest digest = put(Sources.bytes(Sources.BIG, 1));
    Path target = directory.resolve("copy");
    fails(Problem.CORRUPT, () -> blobs.copy(digest, Sources.BIG + 1, target, Progress.NONE));
    blobs.delete(digest);
    blobs.delete(digest);
    fails(Problem.CORRUPT, () -> blobs.copy(digest, Sources.BIG, target, Progress.NONE));
    fails(Problem.CORRUPT, () -> blobs.open(digest).close());
    assertThat(target).doesNotExist();
    assertThat(blobs.intact(digest, Sources.BIG, Progress.NONE)).isFalse();
  }

  @Test
  void anObjectCutWhileItIsCopiedIsCorrupt() throws IOException {
    Digest digest = put(Sources.bytes(20_000_000, 1));
    Path target = directory.resolve("copy");
    Progress cutting = bytes -> damage(digest, new byte[5]);
    fails(Problem.CORRUPT, () -> blobs.copy(digest, 20_000_000, target, cutting));
    assertThat(target).doesNotExist();
  }

  @Test
  void aCopyNeverReplacesAFile() throws IOException {
    Digest digest = put(Sources.bytes(10, 1));
    Path target = Files.writeString(directory.resolve("mine"), "mine");
    fails(Problem.EXISTS, () -> blobs.copy(digest, 10, target, Progress.NONE));
    assertThat(target).hasContent("mine");
  }

  @Test
  void aCopyToWhereNothingCanBeIsStorage() throws IOException {
    Digest digest = put(Sources.bytes(10, 1));
    Path target = directory.resolve("none/copy");
    fails(Problem.STORAGE, () -> blobs.copy(digest, 10, target, Progress.NONE));
  }

  @Test
  void allObjectsAreListedAndNothingElse() throws IOException {
    assertThat(blobs.all()).isEmpty();
    Digest one = put(Sources.bytes(10, 1));
    Digest two = put(Sources.bytes(20, 2));
    Files.writeString(lfs.resolve("objects/stray"), "x");
    Files.copy(blobs.location(one), lfs.resolve("objects").resolve(one.hex()));
    Files.writeString(lfs.resolve("tmp/put-x"), "x");
    assertThat(blobs.all())
        .extracting(DirectoryBlobs.Stored::digest, DirectoryBlobs.Stored::size)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(one, 10L),
            org.assertj.core.groups.Tuple.tuple(two, 20L));
  }

  @Test
  void onlyOldTempFilesAreSwept() throws IOException {
    assertThat(blobs.sweep(Instant.MAX)).isZero();
    put(Sources.bytes(10, 1));
    Path old = Files.writeString(lfs.resolve("tmp/put-old"), "x");
    Path young = Files.writeString(lfs.resolve("tmp/put-young"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(blobs.sweep(Instant.parse("2020-01-02T00:00:00Z"))).isEqualTo(1);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(blobs.all()).hasSize(1);
  }

  private Digest put(byte[] content) throws IOException {
    Path source = Files.write(directory.resolve("source"), content);
    return blobs.put(Sources.source(source), Progress.NONE).digest();
  }

  /** As a failing disk or a careless user would: into the same file. */
  private void damage(Digest digest, byte[] content) {
    Path object = blobs.location(digest);
    try {
      Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-r--r--"));
      Files.write(object, content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void fails(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).as("%s", e).isEqualTo(problem));
  }
}
