package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sources that move under the reader, disks that fail, writers that meet, and being interrupted.
 */
class DirectoryBlobsFaultTest {
  @TempDir Path directory;
  private Path lfs = Path.of("");
  private Path file = Path.of("");
  private DirectoryBlobs blobs = new DirectoryBlobs(lfs);

  @BeforeEach
  void prepare() throws IOException {
    lfs = directory.resolve("m.git/lfs");
    file = Files.write(directory.resolve("weights.bin"), Sources.bytes(Sources.BIG, 1));
    blobs = new DirectoryBlobs(lfs);
  }

  /** What somebody else does to a file. */
  enum Meddling {
    APPENDED {
      @Override
      void meddle(Path file) throws IOException {
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
      }
    },
    CUT {
      @Override
      void meddle(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
          open.setLength(1_000_000);
        }
      }
    },
    CHANGED_WITH_THE_TIME_SET_BACK {
      @Override
      void meddle(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
          open.seek(7);
          open.write(42);
        }
        Files.setLastModifiedTime(file, time);
      }
    },
    REPLACED {
      @Override
      void meddle(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.write(file.resolveSibling("o"), Sources.bytes(Sources.BIG, 2));
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
    },
    REPLACED_BY_A_LINK {
      @Override
      void meddle(Path file) throws IOException {
        Files.move(file, file.resolveSibling("o"));
        Files.createSymbolicLink(file, file.resolveSibling("o"));
      }
    },
    DELETED {
      @Override
      void meddle(Path file) throws IOException {
        Files.delete(file);
      }
    };

    abstract void meddle(Path file) throws IOException;

    Progress once(Path file) {
      boolean[] done = {false};
      return bytes -> {
        if (!done[0]) {
          done[0] = true;
          try {
            meddle(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatChangesWhileItIsPutIsAConflict(Meddling meddling) throws IOException {
    DirectoryBlobs.Source source = Sources.source(file);
    fails(Problem.CONFLICT, () -> blobs.put(source, meddling.once(file)))
        .hasMessage(file + " changed while it was read");
    assertThat(Sources.filesBelow(lfs)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatChangesWhileItIsHashedIsAConflict(Meddling meddling) throws IOException {
    Content.OnDisk source = Sources.onDisk(file);
    fails(
        Problem.CONFLICT,
        () -> DirectoryBlobs.hashAll(List.of(source), HashCache.NONE, meddling.once(file)));
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatChangedSinceItWasCollectedIsAConflict(Meddling meddling) throws IOException {
    DirectoryBlobs.Source source = Sources.source(file);
    Content.OnDisk collected = source.file();
    meddling.meddle(file);
    if (meddling == Meddling.CHANGED_WITH_THE_TIME_SET_BACK || meddling == Meddling.REPLACED) {
      // Nothing that was collected tells: the new content is what is stored.
      assertThat(blobs.put(source, Progress.NONE).digest())
          .isEqualTo(Digest.of(Files.readAllBytes(collected.file())));
    } else {
      fails(Problem.CONFLICT, () -> blobs.put(source, Progress.NONE));
    }
  }

  @Test
  void theFirstFailureStopsTheRest() throws IOException {
    List<DirectoryBlobs.Source> sources = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Path each = Files.write(directory.resolve("f" + i), Sources.bytes(Sources.BIG, i));
      sources.add(Sources.source(each));
    }
    Files.delete(directory.resolve("f3"));
    fails(Problem.CONFLICT, () -> blobs.putAll(sources, HashCache.NONE, Progress.NONE));
    assertThat(lfs.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void manyFilesComeBackInTheirOrder() throws IOException {
    List<DirectoryBlobs.Source> sources = new ArrayList<>();
    List<Digest> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] content = Sources.bytes(i % 20 == 0 ? 2_000_000 : 100 + i, i % 150);
      Path each = Files.write(directory.resolve("f" + i), content);
      sources.add(Sources.source(each));
      expected.add(Digest.of(content));
    }
    assertThat(blobs.putAll(sources, HashCache.NONE, Progress.NONE))
        .extracting(DirectoryBlobs.Put::digest)
        .isEqualTo(expected);
    assertThat(
            DirectoryBlobs.hashAll(
                sources.stream().map(DirectoryBlobs.Source::file).toList(),
                HashCache.NONE,
                Progress.NONE))
        .isEqualTo(expected);
    assertThat(blobs.all()).hasSize((int) expected.stream().distinct().count());
    assertThat(blobs.putAll(List.of(), HashCache.NONE, Progress.NONE)).isEmpty();
  }

  @Test
  void sixteenWritersOfTheSameContentAllSucceed() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    CyclicBarrier start = new CyclicBarrier(16);
    DirectoryBlobs.Source source = Sources.source(file);
    List<Callable<Digest>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      writers.add(
          () -> {
            start.await();
            return new DirectoryBlobs(lfs).put(source, Progress.NONE).digest();
          });
    }
    Digest digest = Digest.of(Sources.bytes(Sources.BIG, 1));
    for (Future<Digest> writer : threads.invokeAll(writers)) {
      assertThat(writer.get()).isEqualTo(digest);
    }
    threads.shutdown();
    assertThat(Sources.filesBelow(lfs)).hasSize(1);
    assertThat(blobs.intact(digest, Sources.BIG, Progress.NONE)).isTrue();
  }

  @Test
  void anInterruptedWorkerLeavesNothing() throws IOException {
    DirectoryBlobs.Source source = Sources.source(file);
    fails(
        Problem.UNAVAILABLE, () -> blobs.put(source, bytes -> Thread.currentThread().interrupt()));
    assertThat(Sources.filesBelow(lfs)).isEmpty();
  }

  @Test
  void anInterruptedCallerLeavesNothingAndStaysInterrupted() throws IOException {
    DirectoryBlobs.Source source = Sources.source(file);
    Thread caller = Thread.currentThread();
    fails(Problem.UNAVAILABLE, () -> blobs.put(source, bytes -> caller.interrupt()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(lfs.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void noThreadOutlivesThePut() throws IOException {
    blobs.put(Sources.source(file), Progress.NONE);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("lfs"));
  }

  @Test
  void aCopyOntoAFullDiskFailsAtOnceAndSaysWhy() throws IOException {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(
              () -> Reading.copy(from, Sources.BIG, Copying.cached(full), Progress.NONE, List.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
    }
  }

  // The second is written past the page cache, up to a limit that no block ends at.
  @ParameterizedTest
  @CsvSource({"3000000, 2000", "80000000, 140001"})
  void aDiskThatTakesNoMoreIsStorageAndLeavesNothing(long size, long limit) throws Exception {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + limit + "; exec \"$@\"", "sh"));
    command.addAll(Stock.java("64m", PutProgram.class));
    command.addAll(List.of(lfs.toString(), file.toString()));
    assertThat(Stock.run(directory, command.toArray(String[]::new)))
        .contains("STORAGE: can't store " + file + ": the file system can't hold");
    assertThat(Sources.filesBelow(lfs)).isEmpty();
  }

  @Test
  void aFileLargerThanTheHeapIsPut() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(80L << 20);
    }
    List<String> command = new ArrayList<>(Stock.java("24m", PutProgram.class));
    command.addAll(List.of(lfs.toString(), file.toString()));
    String oid = Stock.run(directory, command.toArray(String[]::new)).strip();
    assertThat(blobs.has(Digest.ofHex(oid), 80L << 20)).isTrue();
    assertThat(Stock.run(directory, "openssl", "dgst", "-sha256", file.toString())).contains(oid);
  }

  @Test
  void aStoreThatCannotBeMadeIsStorage() throws IOException {
    Files.createDirectories(lfs);
    Files.writeString(lfs.resolve("tmp"), "in the way");
    DirectoryBlobs.Source source = Sources.source(file);
    fails(Problem.STORAGE, () -> blobs.put(source, Progress.NONE));
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> fails(
      Problem problem, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).as("%s", e).isEqualTo(problem));
  }
}
