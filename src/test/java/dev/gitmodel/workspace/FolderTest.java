package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.lfs.Stock;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {
  private static final ModelName NAME = ModelName.parse("acme/iris");

  @TempDir Path directory;

  @Test
  void everyFileButJunkIsCollectedByPath() throws IOException {
    write("model.yaml", "name: iris\n");
    write("weights/b.bin", "b");
    write("weights/a.bin", "a");
    write("config.json", "{}");
    write(".hidden", "x");
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
      write(junk, "junk");
    }
    assertThat(paths())
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
    write(".git", "gitdir: elsewhere");
    write("a.bin", "a");
    assertThat(paths()).containsExactly(".gitattributes", "README.md", "a.bin");
  }

  @Test
  void globsChooseTheFilesAndTheCardIsAlwaysThere() throws IOException {
    write("model.yaml", "files: ['*.bin', 'out/**', train.py]\n");
    write("README.md", "mine");
    write("a.bin", "a");
    write("deep/b.bin", "b");
    write("out/x/y.txt", "y");
    write("train.py", "t");
    write("secret.txt", "s");
    write("deep/train.txt", "t");
    assertThat(paths())
        .containsExactly(
            ".gitattributes", "README.md", "a.bin", "deep/b.bin", "out/x/y.txt", "train.py");
  }

  @Test
  void whatTheGlobsLeaveOutIsNotLookedAt() throws Exception {
    write("model.yaml", "files: ['*.bin']\n");
    write("a.bin", "a");
    write("aux.txt", "a name Windows can't store");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("a.bin"));
    Stock.run(directory, "mkfifo", "pipe");
    assertThat(paths()).containsExactly(".gitattributes", "README.md", "a.bin");
  }

  @Test
  void aGlobThatMatchesNothingIsRefused() throws IOException {
    write("model.yaml", "files: ['*.bin', '*.onnx']\n");
    write("a.bin", "a");
    refused("nothing matches '*.onnx' of 'files:' in model.yaml", "ls -A");
  }

  @Test
  void aFolderInPlaceOfAGlobIsExplained() throws IOException {
    write("model.yaml", "files: [out]\n");
    write("out/a.bin", "a");
    write("out/README.md", "x");
    refused("nothing matches 'out'", "'out/**'");
  }

  @Test
  void aFileIsRememberedAsItIs() throws IOException {
    Path file = write("a.bin", "abc");
    Files.setLastModifiedTime(
        file, FileTime.from(1_234_567_890_123_456_000L, TimeUnit.NANOSECONDS));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    write("b.bin", "abc");
    assertThat(draft().files())
        .filteredOn(f -> f.path().text().endsWith(".bin"))
        .extracting(SourceFile::executable)
        .containsExactly(true, false);
    assertThat(source("a.bin").content())
        .isEqualTo(
            new Content.OnDisk(
                directory.toRealPath().resolve("a.bin"), 3, 1_234_567_890_123_456_000L));
  }

  @Test
  void weightsAndLargeFilesGoToLfsAndTheRestStaysInGit() throws IOException {
    write("model.safetensors", "x");
    write("MODEL.BIN", "x");
    write("empty.bin", "");
    write("notes.txt", "x");
    Files.write(directory.resolve("edge.csv"), new byte[1 << 20]);
    Files.write(directory.resolve("large.csv"), new byte[(1 << 20) + 1]);
    assertThat(draft().files())
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
  void symbolicLinksAreNamedAndRefused() throws IOException {
    write("a.bin", "a");
    for (int i = 0; i < 7; i++) {
      Files.createSymbolicLink(directory.resolve("link" + i), directory.resolve("a.bin"));
    }
    refused("link0, link1, link2, link3, link4 and 2 more", "cp -L");
  }

  @Test
  void aLinkToAFolderOutsideIsRefused() throws IOException {
    write("a.bin", "a");
    Files.createSymbolicLink(directory.resolve("etc"), Path.of("/etc"));
    refused("symbolic links can't be published: etc", "cp -L");
  }

  @Test
  void aPipeIsNamedAndRefused() throws Exception {
    write("a.bin", "a");
    Stock.run(directory, "mkfifo", "pipe");
    refused("not pipes, sockets or devices: pipe", "leave them out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul.txt",
        "a:b",
        "tail.",
        "tail ",
        "git~1",
        ".gitmodules",
        ".lfsconfig",
        "a\nb",
        "q\"q",
        "*.bin",
        ".GITATTRIBUTES",
        "bidi\u202e.bin",
        "back\\slash"
      })
  void namesThatSomeSystemCannotStoreAreRefused(String name) throws IOException {
    write("fine.bin", "x");
    write(name, "x");
    refused("can't be a file of a version", "rename");
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() throws Exception {
    write("a.bin", "x");
    Stock.run(directory, "sh", "-c", "printf x > \"$(printf 'caf\\351.bin')\"");
    refused("can't be read as UTF-8", "LC_ALL=C.UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "a/B.txt, a/b.txt",
    "A/x.txt, a/y.txt",
    "Readme.md, fine.txt",
    "Model.yaml, fine.txt",
    "caf\u00e9.txt, cafe\u0301.txt",
    "stra\u00dfe.txt, STRASSE.txt"
  })
  void namesThatAreOneElsewhereAreRefused(String one, String two) throws IOException {
    write(one, "1");
    write(two, "2");
    refused("are one name on Windows and macOS", "rename one of them");
  }

  @Test
  void blanksAndEveryScriptAreFine() throws IOException {
    List<String> names =
        List.of("a b/c d.bin", "[x].bin", "#1.bin", "!2.bin", "d\u00fcse.bin", "\u6a21\u578b.bin");
    for (String name : names) {
      write(name, "x");
    }
    assertThat(paths()).containsAll(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345\n",
        "version https://git-lfs.github.com/spec/v1\r\noid sha256:@\r\nsize 12345\r\n",
        "version https://hawser.github.com/spec/v1\noid sha256:@\nsize 12345\n"
      })
  void aPointerInPlaceOfTheWeightsIsRefused(String pointer) throws IOException {
    write("sub/weights.bin", pointer.replace("@", "ab".repeat(32)));
    refused("sub/weights.bin is a Git LFS pointer", "git lfs pull");
  }

  @Test
  void aFolderWithoutAModelIsRefused() throws IOException {
    write("model.yaml", "name: iris\n");
    refused("there is nothing to publish in", "put the model's files there");
    Scaffold.init(directory, NAME, List.of(Template.MODEL));
    refused("there is nothing to publish in", "put the model's files there");
  }

  @Test
  void aFolderThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> new Folder(directory.resolve("none"), GitLfsRules::lfs))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  @Test
  void withoutAManifestThereIsNone() throws IOException {
    write("a.bin", "a");
    assertThat(draft().manifest()).isEqualTo(ManifestText.NONE);
  }

  @Test
  void whatIsWrongInTheManifestIsSaidWithItsPlace() throws IOException {
    write("model.yaml", "nmae: iris\n");
    write("a.bin", "a");
    refused("model.yaml:1:1", "validate");
  }

  @Test
  void aManifestThatIsNoFileIsRefused() throws IOException {
    write("a.bin", "a");
    Files.createSymbolicLink(directory.resolve("model.yaml"), Path.of("/dev/zero"));
    refused("model.yaml is not a regular file", "text file");
  }

  @ParameterizedTest
  @CsvSource({
    "My Model, my-model",
    "iris, iris",
    "_x, x",
    "v1..2, v1.2",
    "___, model",
    "\u6a21\u578b, model",
    "nul, model",
    "repo.git, model",
    "registry, model"
  })
  void theFoldersNameIsMadeFitForAModel(String folder, String expected) throws IOException {
    Path named = Files.createDirectory(directory.resolve(folder));
    assertThat(new Folder(named, GitLfsRules::lfs).name()).isEqualTo(ModelName.parse(expected));
  }

  @Test
  void theManifestsNameComesFirst() throws IOException {
    write("model.yaml", "name: acme/other\n");
    assertThat(folder().name()).isEqualTo(ModelName.parse("acme/other"));
  }

  @Test
  void aLargeCardOrAttributesFileIsRefused() throws IOException {
    write("a.bin", "a");
    Files.write(directory.resolve("README.md"), new byte[(1 << 20) + 1]);
    refused("README.md is larger than 1 MiB", "other files");
  }

  @Test
  void tenThousandFilesAreDrafted() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      write("shard" + i % 100 + "/f" + i + (i % 2 == 0 ? ".bin" : ".json"), "x" + i);
    }
    Draft draft = draft();
    assertThat(draft.files()).hasSize(10_002);
    assertThat(draft.files()).filteredOn(SourceFile::lfs).hasSize(5_000);
    assertThat(draft.files()).isSortedAccordingTo((a, b) -> a.path().compareTo(b.path()));
  }

  @Test
  void theFolderIsNotWrittenTo() throws IOException {
    write("a.bin", "a");
    draft();
    assertThat(directory).isDirectoryNotContaining(p -> !p.endsWith("a.bin"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Folder folder() {
    return new Folder(directory, GitLfsRules::lfs);
  }

  private Draft draft() {
    return folder().draft(NAME);
  }

  private SourceFile source(String path) {
    return draft().files().stream()
        .filter(f -> f.path().text().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private List<String> paths() {
    return draft().files().stream().map(f -> f.path().text()).toList();
  }

  private void refused(String message, String hint) {
    assertThatThrownBy(this::draft)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.INVALID);
              assertThat(e.text()).contains(message);
              assertThat(e.hint()).contains(hint);
            });
  }
}
