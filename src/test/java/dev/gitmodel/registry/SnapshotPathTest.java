package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Problem;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotPathTest {
  @TempDir Path temp;
  private final Shelf shelf = new Shelf();
  private final AtomicInteger copies = new AtomicInteger();

  @BeforeEach
  void aVersion() {
    shelf.publish("1.0.0", Map.of("w.bin", "weights", "config/a.json", "{}", "run.sh", "#!"));
  }

  @AfterEach
  void letTheFolderBeRemoved() {
    Disk.deleteTree(temp.resolve("cache"));
  }

  private Path path(ModelStore store, String selector) {
    return new SnapshotPath(store, temp.resolve("cache"))
        .apply(new SnapshotPath.Request(shelf.ref(selector)));
  }

  private ModelStore counting() {
    return Twisted.files(
        shelf.store,
        "copy",
        (arguments, real) -> {
          copies.incrementAndGet();
          return real.answer();
        });
  }

  /** The file of the store that holds {@code w.bin}, with these rights. */
  private ModelStore keepingWeightsIn(Path file, String rights) throws IOException {
    Files.writeString(file, "weights");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return Twisted.files(
        shelf.store,
        "location",
        (arguments, real) ->
            ((Artifact) arguments[0]).path().text().equals("w.bin")
                ? Optional.of(file)
                : real.answer());
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aSnapshotHoldsTheFilesAndNobodyMayWriteToIt() throws IOException {
    Path snapshot = path(shelf.store, "1.0.0");
    assertThat(snapshot.resolve("w.bin")).hasContent("weights");
    assertThat(snapshot.resolve("config/a.json")).hasContent("{}");
    assertThat(rights(snapshot)).doesNotContain("w");
    assertThat(rights(snapshot.resolve("config"))).doesNotContain("w").contains("x");
    assertThat(rights(snapshot.resolve("w.bin"))).doesNotContain("w").doesNotContain("x");
    assertThat(rights(snapshot.resolve("run.sh"))).doesNotContain("w").contains("x");
  }

  @Test
  void theSameDigestIsTheSameDirectoryWhateverTheSelector() {
    shelf.alias("champion", "1.0.0");
    assertThat(path(shelf.store, "champion"))
        .isEqualTo(path(shelf.store, "1.0.0"))
        .hasFileName(shelf.version("1.0.0").digest().hex());
  }

  @Test
  void theSecondTimeNothingIsCopied() {
    path(counting(), "1.0.0");
    int first = copies.get();
    path(counting(), "1.0.0");
    assertThat(first).isEqualTo(4);
    assertThat(copies).hasValue(first);
  }

  @Test
  void aReadOnlyFileOfTheStoreIsLinkedAndNotCopied() throws IOException {
    Path kept = temp.resolve("object");
    Path snapshot = path(keepingWeightsIn(kept, "r--r--r--"), "1.0.0");
    assertThat(Files.isSameFile(snapshot.resolve("w.bin"), kept)).isTrue();
    assertThat(rights(kept)).isEqualTo("r--r--r--");
  }

  @Test
  void aFileThatCouldBeWrittenThroughTheLinkIsCopied() throws IOException {
    Path kept = temp.resolve("object");
    Path snapshot = path(keepingWeightsIn(kept, "rw-r--r--"), "1.0.0");
    assertThat(Files.isSameFile(snapshot.resolve("w.bin"), kept)).isFalse();
    assertThat(rights(snapshot.resolve("w.bin"))).doesNotContain("w");
    assertThat(rights(kept)).isEqualTo("rw-r--r--");
  }

  @Test
  void aFileOfTheStoreThatWasCutShortIsNotLinked() throws IOException {
    Path kept = temp.resolve("object");
    ModelStore store = keepingWeightsIn(kept, "r--r--r--");
    Files.delete(kept);
    Files.writeString(kept, "weig");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("r--r--r--"));
    assertThat(path(store, "1.0.0").resolve("w.bin")).hasContent("weights");
  }

  @Test
  void aSnapshotThatWasTamperedWithIsRebuilt() throws IOException {
    Path snapshot = path(shelf.store, "1.0.0");
    Disk.deleteTree(snapshot.resolve("config"));
    assertThat(path(shelf.store, "1.0.0").resolve("config/a.json")).hasContent("{}");
    Files.delete(snapshot.resolve("w.bin"));
    Files.writeString(snapshot.resolve("w.bin"), "longer than it was");
    assertThat(path(shelf.store, "1.0.0").resolve("w.bin")).hasContent("weights");
    assertThat(snapshot.toFile().setWritable(true)).isTrue();
    Files.writeString(snapshot.resolve("stray"), "not of the version");
    assertThat(path(shelf.store, "1.0.0").resolve("stray")).doesNotExist();
    assertThat(rights(snapshot)).doesNotContain("w");
  }

  @Test
  void whatACrashLeftIsClearedAway() throws IOException {
    Path home = temp.resolve("cache/sha256");
    String name = shelf.version("1.0.0").digest().hex();
    Path partial = Files.createDirectories(home.resolve("." + name + ".partial"));
    Files.writeString(partial.resolve("w.bin"), "wei");
    Path snapshot = path(shelf.store, "1.0.0");
    assertThat(snapshot.resolve("w.bin")).hasContent("weights");
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(name, "." + name + ".lock");
    }
  }

  @Test
  void manyAtOnceGetOneWholeSnapshot() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Path> one = () -> path(counting(), "1.0.0");
      List<Future<Path>> all = pool.invokeAll(Collections.nCopies(16, one));
      for (Future<Path> snapshot : all) {
        assertThat(snapshot.get().resolve("w.bin")).hasContent("weights");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(copies).hasValue(4);
  }

  @Test
  void aDamagedFileIsCorruptAndLeavesNoSnapshot() {
    shelf.store.files(shelf.model).damage(shelf.file("1.0.0", "w.bin"));
    assertProblem(Problem.CORRUPT, () -> path(shelf.store, "1.0.0"));
    assertThat(temp.resolve("cache/sha256").resolve(shelf.version("1.0.0").digest().hex()))
        .doesNotExist();
  }
}
