package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static dev.gitmodel.store.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The bytes of files. */
interface FilesContract extends StoreContract {
  private String read(Artifact file) throws IOException {
    try (InputStream in = bench().files().open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  default void whatIsPutCanBeOpened() throws IOException {
    Artifact blob = bench().put(text("a.json", "{\"größe\": 1}"));
    Artifact large = bench().put(bench().large("w.bin", "weights"));
    assertThat(read(blob)).isEqualTo("{\"größe\": 1}");
    assertThat(read(large)).isEqualTo("weights");
    assertThat(bench().files().has(blob)).isTrue();
    assertThat(bench().files().has(large)).isTrue();
  }

  @Test
  default void anArtifactIsItsContent() {
    Artifact blob = bench().put(text("hello", "hello\n"));
    assertThat(blob.size()).isEqualTo(6);
    assertThat(blob.digest())
        .hasToString("sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
    assertThat(blob.blob().orElseThrow())
        .as("what git hash-object says")
        .hasToString("ce013625030ba8dba906f756967f9e9ca394464a");
    Artifact large = bench().put(bench().large("hello.bin", "hello\n"));
    assertThat(large.digest()).isEqualTo(blob.digest());
    assertThat(large.isLfs()).isTrue();
  }

  @Test
  default void filesComeBackInTheOrderGiven() {
    List<Artifact> files =
        bench()
            .put(
                text("z", "1"),
                bench().large("m.bin", "2"),
                text("a", "3"),
                bench().large("b.bin", "4"))
            .files();
    assertThat(files).extracting(f -> f.path().text()).containsExactly("z", "m.bin", "a", "b.bin");
  }

  @Test
  default void theSameContentIsStoredOnce() {
    SourceFile[] both = {text("a", "12345"), bench().large("w.bin", "1234567")};
    assertThat(bench().put(both).newBytes()).isEqualTo(12);
    assertThat(bench().put(both).newBytes()).isZero();
    assertThat(bench().put(text("b", "12345"), bench().large("v.bin", "1234567")).newBytes())
        .isZero();
  }

  @Test
  default void theSameContentTwiceInOnePutIsNewOnce() {
    assertThat(
            bench()
                .put(
                    text("a", "123"),
                    text("b", "123"),
                    bench().large("v.bin", "12345"),
                    bench().large("w.bin", "12345"))
                .newBytes())
        .isEqualTo(8);
  }

  @Test
  default void aHintThatIsWrongDoesNoHarm() throws IOException {
    Artifact first = bench().put(bench().large("w.bin", "aaaaaaa"));
    SourceFile other = bench().large("w.bin", "bbbbbbb");
    Artifact stored =
        bench().files().put(List.of(other), List.of(first), Progress.NONE).files().get(0);
    assertThat(stored.digest()).isNotEqualTo(first.digest());
    assertThat(read(stored)).isEqualTo("bbbbbbb");
    assertThat(bench().files().put(List.of(other), List.of(first), Progress.NONE).newBytes())
        .isZero();
  }

  @Test
  default void emptyFilesAreFiles() throws IOException {
    List<Artifact> files = bench().put(text("a", ""), bench().large("w.bin", "")).files();
    for (Artifact file : files) {
      assertThat(file.digest()).isEqualTo(Digest.of(new byte[0]));
      assertThat(bench().files().has(file)).isTrue();
      assertThat(read(file)).isEmpty();
    }
  }

  @Test
  default void manySmallFilesArePutAtOnce() throws IOException {
    List<SourceFile> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(text("f" + i, "content " + i));
    }
    FileStore.Stored stored = bench().files().put(many, List.of(), Progress.NONE);
    assertThat(stored.files()).hasSize(200).allMatch(bench().files()::has);
    assertThat(read(stored.files().get(137))).isEqualTo("content 137");
    assertThat(bench().files().put(many, List.of(), Progress.NONE).newBytes()).isZero();
  }

  @Test
  default void inspectingSaysTheSameAndStoresNothing() {
    List<SourceFile> sources = List.of(text("a", "1"), bench().large("w.bin", "22"));
    List<Artifact> seen = bench().files().inspect(sources, Progress.NONE);
    assertThat(seen).noneMatch(bench().files()::has);
    FileStore.Stored stored = bench().files().put(sources, List.of(), Progress.NONE);
    assertThat(stored.files()).isEqualTo(seen);
    assertThat(stored.newBytes()).isEqualTo(3);
  }

  @Test
  default void progressCountsEveryByte() {
    List<SourceFile> sources = List.of(text("a", "1"), bench().large("w.bin", "22"));
    AtomicLong put = new AtomicLong();
    bench().files().put(sources, List.of(), put::addAndGet);
    AtomicLong inspected = new AtomicLong();
    List<Artifact> files = bench().files().inspect(sources, inspected::addAndGet);
    AtomicLong copied = new AtomicLong();
    files.forEach(f -> bench().files().copy(f, bench().target("to" + f.size()), copied::addAndGet));
    assertThat(List.of(put.get(), inspected.get(), copied.get())).containsExactly(3L, 3L, 3L);
  }

  @Test
  default void aFileThatChangedMeanwhileIsAConflict() throws IOException {
    for (boolean lfs : new boolean[] {true, false}) {
      Path file = bench().file("changing", "1234");
      Content.OnDisk then = Bench.onDisk(file);
      SourceFile source = new SourceFile(new FilePath("w"), then, false, lfs);
      Files.writeString(file, "12345");
      conflicts(source);
      Files.writeString(file, "4321");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
      conflicts(source);
      Files.delete(file);
      conflicts(source);
    }
  }

  private void conflicts(SourceFile source) {
    refused(
        Problem.CONFLICT,
        "changed while it was read",
        () -> bench().files().put(List.of(source), List.of(), Progress.NONE));
    refused(Problem.CONFLICT, () -> bench().files().inspect(List.of(source), Progress.NONE));
  }

  @Test
  default void aCopyIsTheContent() throws IOException {
    for (Artifact file : bench().put(text("a", "äöü"), bench().large("w.bin", "ß")).files()) {
      Path target = bench().target("copy-of-" + file.path());
      bench().files().copy(file, target, Progress.NONE);
      assertThat(Digest.of(Files.readAllBytes(target))).isEqualTo(file.digest());
    }
  }

  @Test
  default void aCopyNeverOverwrites() {
    for (Artifact file : bench().put(text("a", "1"), bench().large("w.bin", "2")).files()) {
      Path target = bench().file("precious-" + file.path(), "precious");
      refused(Problem.EXISTS, () -> bench().files().copy(file, target, Progress.NONE));
      assertThat(target).hasContent("precious");
    }
  }

  @Test
  default void aDamagedFileIsNotCopied() {
    Artifact file = bench().put(bench().large("w.bin", "weights"));
    damage(Bench.IRIS, file);
    Path target = bench().target("copy");
    refused(Problem.CORRUPT, () -> bench().files().copy(file, target, Progress.NONE));
    assertThat(target).doesNotExist();
    assertThat(bench().files().has(file)).as("by size, not by content").isTrue();
  }

  @Test
  default void aLostFileIsCorruption() {
    Artifact file = bench().put(bench().large("w.bin", "weights"));
    lose(Bench.IRIS, file);
    assertThat(bench().files().has(file)).isFalse();
    refused(Problem.CORRUPT, () -> read(file));
    Path target = bench().target("copy");
    refused(Problem.CORRUPT, () -> bench().files().copy(file, target, Progress.NONE));
    assertThat(target).doesNotExist();
  }

  @Test
  default void aBlobThatIsNotThereIsCorruption() {
    Artifact file =
        new Artifact(
            new FilePath("a"),
            1,
            Digest.of(new byte[] {1}),
            false,
            Optional.of(PublishContract.NOWHERE));
    assertThat(bench().files().has(file)).isFalse();
    refused(Problem.CORRUPT, () -> read(file));
  }

  @Test
  default void aSizeThatIsNotTheFilesIsNotThere() {
    Artifact file = bench().put(bench().large("w.bin", "weights"));
    Artifact longer =
        new Artifact(file.path(), file.size() + 1, file.digest(), false, Optional.empty());
    assertThat(bench().files().has(longer)).isFalse();
  }

  @Test
  default void aLocationHoldsTheBytes() throws IOException {
    Artifact file = bench().put(bench().large("w.bin", "weights"));
    Optional<Path> location = bench().files().location(file);
    if (location.isPresent()) {
      assertThat(Files.readString(location.get())).isEqualTo("weights");
    }
    assertThat(read(file)).isEqualTo("weights");
  }
}
