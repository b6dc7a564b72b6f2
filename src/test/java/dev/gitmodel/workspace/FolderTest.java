package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gitmodel.lfs.Stock;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are those of a version, and how they are stored. */
class FolderTest {
  @TempDir Path directory;
  private DraftedFolder drafted;

  @BeforeEach
  void open() {
    drafted = new DraftedFolder(directory);
  }

  @Test
  void everyFileButJunkIsCollectedByPath() throws IOException {
    drafted.write("model.yaml", "name: iris\n");
    drafted.write("weights/b.bin", "b");
    drafted.write("weights/a.bin", "a");
    drafted.write("config.json", "{}");
    drafted.write(".hidden", "x");
    for (String junk :
        List.of(
            ".git/config",
            ".svn/entries",
            "sub/.hg/x",
            "sub/.DS_Store",
            "Thumbs.db",
            "sub/__pycache__/m.txt",
            "m.pyc",
            ".ipynb_checkpoints/n.ipynb",
            ".m.py.swp",
            "m.py~",
            "#m.py#",
            "._a",
            ".git-model-pull-1/weights.bin",
            ".iris.partial/weights.bin",
            ".model.yaml.123.tmp")) {
      drafted.write(junk, "junk");
    }
    assertThat(drafted.paths())
        .containsExactly(
            ".gitattributes",
            ".hidden",
            "README.md",
            "config.json",
            "weights/a.bin",
            "weights/b.bin");
  }

  @Test
  void aWorkTreeMarkerIsNoFileOfTheModel() throws IOException {
    drafted.write(".git", "gitdir: elsewhere");
    drafted.write("a.bin", "a");
    assertThat(drafted.paths()).containsExactly(".gitattributes", "README.md", "a.bin");
  }

  @Test
  void globsChooseTheFilesAndTheCardIsAlwaysThere() throws IOException {
    drafted.write("model.yaml", "files: ['*.bin', 'out/**', train.py]\n");
    drafted.write("README.md", "mine");
    drafted.write("a.bin", "a");
    drafted.write("deep/b.bin", "b");
    drafted.write("out/x/y.txt", "y");
    drafted.write("train.py", "t");
    drafted.write("secret.txt", "s");
    drafted.write("deep/train.txt", "t");
    assertThat(drafted.paths())
        .containsExactly(
            ".gitattributes", "README.md", "a.bin", "deep/b.bin", "out/x/y.txt", "train.py");
  }

  @Test
  void whatTheGlobsLeaveOutIsNotLookedAt() throws Exception {
    drafted.write("model.yaml", "files: ['*.bin']\n");
    drafted.write("a.bin", "a");
    drafted.write("aux.txt", "a name Windows can't store");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("a.bin"));
    Stock.run(directory, "mkfifo", "pipe");
    assertThat(drafted.paths()).containsExactly(".gitattributes", "README.md", "a.bin");
  }

  @Test
  void aFileIsRememberedAsItIs() throws IOException {
    Path file = drafted.write("a.bin", "abc");
    Files.setLastModifiedTime(
        file, FileTime.from(1_234_567_890_123_456_000L, TimeUnit.NANOSECONDS));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    drafted.write("b.bin", "abc");
    assertThat(drafted.draft().files())
        .filteredOn(f -> f.path().text().endsWith(".bin"))
        .extracting(SourceFile::executable)
        .containsExactly(true, false);
    assertThat(drafted.source("a.bin").content())
        .isEqualTo(
            new Content.OnDisk(
                directory.toRealPath().resolve("a.bin"), 3, 1_234_567_890_123_456_000L));
  }

  @Test
  void weightsAndLargeFilesGoToLfsAndTheRestStaysInGit() throws IOException {
    drafted.write("model.safetensors", "x");
    drafted.write("MODEL.BIN", "x");
    drafted.write("empty.bin", "");
    drafted.write("notes.txt", "x");
    Files.write(directory.resolve("edge.csv"), new byte[1 << 20]);
    Files.write(directory.resolve("large.csv"), new byte[(1 << 20) + 1]);
    assertThat(drafted.draft().files())
        .extracting(f -> f.path().text(), SourceFile::lfs)
        .containsExactly(
            tuple(".gitattributes", false),
            tuple("MODEL.BIN", true),
            tuple("README.md", false),
            tuple("edge.csv", false),
            tuple("empty.bin", false),
            tuple("large.csv", true),
            tuple("model.safetensors", true),
            tuple("notes.txt", false));
  }

  @Test
  void withoutAManifestThereIsNone() throws IOException {
    drafted.write("a.bin", "a");
    assertThat(drafted.draft().manifest()).isEqualTo(ManifestText.NONE);
  }

  @Test
  void tenThousandFilesAreDrafted() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      drafted.write("shard" + i % 100 + "/f" + i + (i % 2 == 0 ? ".bin" : ".json"), "x" + i);
    }
    Draft draft = drafted.draft();
    assertThat(draft.files()).hasSize(10_002);
    assertThat(draft.files()).filteredOn(SourceFile::lfs).hasSize(5_000);
    assertThat(draft.files()).isSortedAccordingTo((a, b) -> a.path().compareTo(b.path()));
  }

  @Test
  void theFolderIsNotWrittenTo() throws IOException {
    drafted.write("a.bin", "a");
    drafted.draft();
    assertThat(directory).isDirectoryNotContaining(p -> !p.endsWith("a.bin"));
  }
}
