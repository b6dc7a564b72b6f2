package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.lfs.HashCache.Known;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that nobody touched is not read again. What is kept of it here is not what it holds, so
 * that an answer shows whether it was read.
 */
class HashCacheTest {
  private static final Digest KEPT = Digest.of(new byte[] {1});
  private static final TensorLayout LAYOUT = new TensorLayout("safetensors", List.of());
  private static final TensorRecord TENSORS =
      new TensorRecord(
          KEPT,
          "safetensors",
          List.of(new TensorDigest("w\n", "F32", List.of(2L), 8, KEPT, "0123abcd")));

  @TempDir Path directory;
  private Path folder;
  private Path file;
  private Digest held;
  private HashCache cache;

  @BeforeEach
  void keep() throws IOException {
    byte[] bytes = Sources.bytes(Sources.BIG, 7);
    held = Digest.of(bytes);
    file = Files.write(directory.resolve("weights"), bytes);
    folder = directory.resolve("cache/hashes");
    cache = new HashCache(folder);
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 3);
  }

  /** As by somebody who read the file so many seconds from now. */
  private void keep(Optional<TensorLayout> layout, Known known, int later) throws IOException {
    try (Steady steady = Steady.open(Sources.onDisk(file), Instant.now().plusSeconds(later))) {
      cache.keep(steady, layout, known);
    }
  }

  private Optional<Known> find(Optional<TensorLayout> layout) throws IOException {
    try (Steady steady = Steady.open(Sources.onDisk(file))) {
      return cache.find(steady, layout);
    }
  }

  private Digest hash() throws IOException {
    return DirectoryBlobs.hashAll(List.of(Sources.onDisk(file)), cache, Progress.NONE).get(0);
  }

  private Path slot() throws IOException {
    return folder.resolve(Sources.filesBelow(folder).get(0));
  }

  @Test
  void whatIsKnownIsNotRead() throws IOException {
    assertThat(hash()).isEqualTo(KEPT);
    Files.move(file, directory.resolve("elsewhere"));
    file = Files.createLink(directory.resolve("weights"), directory.resolve("elsewhere"));
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 3);
    assertThat(hash()).as("under another name").isEqualTo(KEPT);
  }

  @Test
  void itsBytesStillCount() throws IOException {
    long[] told = {0};
    DirectoryBlobs.hashAll(List.of(Sources.onDisk(file)), cache, bytes -> told[0] += bytes);
    assertThat(told[0]).isEqualTo(Sources.BIG);
  }

  @Test
  void whatNobodyKnowsIsRead() throws IOException {
    assertThat(DirectoryBlobs.hashAll(List.of(Sources.onDisk(file)), HashCache.NONE, Progress.NONE))
        .containsExactly(held);
    Files.delete(slot());
    assertThat(hash()).isEqualTo(held);
  }

  @Test
  void aFileOfAMomentAgoIsNotKept() throws IOException {
    Files.delete(slot());
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 0);
    assertThat(folder).isEmptyDirectory();
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(99)));
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 0);
    assertThat(folder).as("its time was set back").isEmptyDirectory();
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(99)));
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 3);
    assertThat(folder).as("its time is to come").isEmptyDirectory();
  }

  @Test
  void aSmallFileIsNotKept() throws IOException {
    Files.delete(slot());
    Files.write(file, new byte[4000]);
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 3);
    assertThat(folder).isEmptyDirectory();
  }

  enum Touch {
    APPENDED {
      @Override
      void to(Path file) throws IOException {
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
      }
    },
    WRITTEN_OVER_WITH_THE_TIME_SET_BACK {
      @Override
      void to(Path file) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.write(file, new byte[] {1}, StandardOpenOption.WRITE);
        Files.setLastModifiedTime(file, before);
      }
    },
    REPLACED_BY_ONE_OF_THE_SAME_TIME {
      @Override
      void to(Path file) throws IOException {
        Path other = Files.copy(file, file.resolveSibling("other"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    GIVEN_ANOTHER_MODE {
      @Override
      void to(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
      }
    };

    abstract void to(Path file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatWasTouchedIsReadAgain(Touch touch) throws IOException {
    touch.to(file);
    assertThat(hash()).isEqualTo(Digest.of(Files.readAllBytes(file)));
  }

  // A page of a mapped file can be written to without another time.
  @ParameterizedTest
  @ValueSource(ints = {0, Sources.BIG / 2, Sources.BIG - 1})
  void aFileWhoseBlocksAreOthersIsReadAgain(int changed) throws IOException {
    byte[] before = Files.readAllBytes(file);
    byte[] other = before.clone();
    other[changed]++;
    Path otherFile = Files.write(directory.resolve("other"), other);
    String kept = Files.readString(slot());
    String rest =
        kept.substring(kept.indexOf('\n') + 1)
            .replace(samples(file).hex(), samples(otherFile).hex());
    assertThat(rest).doesNotContain(samples(file).hex());
    Files.writeString(slot(), head(rest) + "\n" + rest);
    assertThat(hash()).isEqualTo(held);
  }

  private static Digest samples(Path file) throws IOException {
    try (Steady steady = Steady.open(Sources.onDisk(file))) {
      return Samples.digest(steady.channel(), steady.size());
    }
  }

  private static String head(String rest) {
    CRC32 sum = new CRC32();
    sum.update(rest.getBytes(StandardCharsets.UTF_8));
    return "git-model hash 1 " + Long.toHexString(sum.getValue());
  }

  @Test
  void tensorsAreKeptForWhoeverAsksForThem() throws IOException {
    assertThat(find(Optional.of(LAYOUT))).as("kept without looking for any").isEmpty();
    keep(Optional.of(LAYOUT), new Known(KEPT, Optional.of(TENSORS)), 3);
    assertThat(find(Optional.of(LAYOUT))).contains(new Known(KEPT, Optional.of(TENSORS)));
    assertThat(find(Optional.empty())).contains(new Known(KEPT, Optional.empty()));
    keep(Optional.of(LAYOUT), new Known(KEPT, Optional.empty()), 3);
    assertThat(find(Optional.of(LAYOUT)))
        .as("too many to be recorded")
        .contains(new Known(KEPT, Optional.empty()));
  }

  @Test
  void whatIsDamagedIsNotBelieved() throws IOException {
    keep(Optional.of(LAYOUT), new Known(KEPT, Optional.of(TENSORS)), 3);
    byte[] whole = Files.readAllBytes(slot());
    for (int i = 0; i < whole.length; i++) {
      Files.write(slot(), Arrays.copyOf(whole, i));
      assertThat(find(Optional.empty())).as("cut at %d", i).isEmpty();
      byte[] flipped = whole.clone();
      flipped[i] ^= 4;
      Files.write(slot(), flipped);
      assertThat(find(Optional.empty())).as("flipped at %d", i).isEmpty();
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsNone() throws IOException {
    cache = new HashCache(Files.write(directory.resolve("file"), new byte[0]).resolve("hashes"));
    keep(Optional.empty(), new Known(KEPT, Optional.empty()), 3);
    assertThat(hash()).isEqualTo(held);
  }

  @Test
  void aStoreTakesItsWordOnlyForWhatItHas() throws IOException {
    DirectoryBlobs blobs = new DirectoryBlobs(directory.resolve("lfs"));
    var sources = List.of(Sources.source(file));
    assertThat(blobs.putAll(sources, cache, Progress.NONE))
        .containsExactly(new DirectoryBlobs.Put(held, true, Optional.empty()));
    Path other = Files.write(directory.resolve("other"), new byte[Sources.BIG]);
    Digest there = blobs.put(Sources.source(other), Progress.NONE).digest();
    keep(Optional.empty(), new Known(there, Optional.of(TENSORS)), 3);
    assertThat(blobs.putAll(sources, cache, Progress.NONE))
        .containsExactly(new DirectoryBlobs.Put(there, false, Optional.empty()));
    assertThat(blobs.intact(held, Sources.BIG, Progress.NONE)).isTrue();
  }

  @Test
  void aHostIsSentNothingElseAndTheNextAttemptReads() throws IOException {
    var sources = List.of(Sources.source(file));
    HashedFiles files = HashedFiles.of(sources, cache, Progress.NONE);
    assertThat(files.puts().get(0).digest()).isEqualTo(KEPT);
    Path host = directory.resolve("host/lfs");
    var item = new RemoteBlobs.Item(KEPT, Sources.BIG);
    try (var remote = new DirectoryRemote(host)) {
      assertThatThrownBy(() -> remote.upload(List.of(item), files, Progress.NONE))
          .isInstanceOf(RegistryException.class);
    }
    assertThat(new DirectoryBlobs(host).all()).isEmpty();
    assertThat(HashedFiles.of(sources, cache, Progress.NONE).puts().get(0).digest())
        .isEqualTo(held);
  }
}
