package dev.gitmodel.workspace;

import static dev.gitmodel.workspace.DraftedFolder.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.lfs.Stock;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a folder that can't be published, or is missing there. */
class FolderRefusalTest {
  @TempDir Path directory;
  private DraftedFolder drafted;

  @BeforeEach
  void open() {
    drafted = new DraftedFolder(directory);
  }

  @Test
  void aGlobThatMatchesNothingIsRefused() throws IOException {
    drafted.write("model.yaml", "files: ['*.bin', '*.onnx']\n");
    drafted.write("a.bin", "a");
    drafted.refused("nothing matches '*.onnx' of 'files:' in model.yaml", "ls -A");
  }

  @Test
  void aFolderInPlaceOfAGlobIsExplained() throws IOException {
    drafted.write("model.yaml", "files: [out]\n");
    drafted.write("out/a.bin", "a");
    drafted.write("out/README.md", "x");
    drafted.refused("nothing matches 'out'", "'out/**'");
  }

  @Test
  void symbolicLinksAreNamedAndRefused() throws IOException {
    drafted.write("a.bin", "a");
    for (int i = 0; i < 7; i++) {
      Files.createSymbolicLink(directory.resolve("link" + i), directory.resolve("a.bin"));
    }
    drafted.refused("link0, link1, link2, link3, link4 and 2 more", "cp -L");
  }

  @Test
  void aLinkToAFolderOutsideIsRefused() throws IOException {
    drafted.write("a.bin", "a");
    Files.createSymbolicLink(directory.resolve("etc"), Path.of("/etc"));
    drafted.refused("symbolic links can't be published: etc", "cp -L");
  }

  @Test
  void aPipeIsNamedAndRefused() throws Exception {
    drafted.write("a.bin", "a");
    Stock.run(directory, "mkfifo", "pipe");
    drafted.refused("not pipes, sockets or devices: pipe", "leave them out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version https://git-lfs.github.com/spec/v1\noid sha256:@\nsize 12345\n",
        "version https://git-lfs.github.com/spec/v1\r\noid sha256:@\r\nsize 12345\r\n",
        "version https://hawser.github.com/spec/v1\noid sha256:@\nsize 12345\n"
      })
  void aPointerInPlaceOfTheWeightsIsRefused(String pointer) throws IOException {
    drafted.write("sub/weights.bin", pointer.replace("@", "ab".repeat(32)));
    drafted.refused("sub/weights.bin is a Git LFS pointer", "git lfs pull");
  }

  @Test
  void aFolderWithoutAModelIsRefused() throws IOException {
    drafted.write("model.yaml", "name: iris\n");
    drafted.refused("there is nothing to publish in", "put the model's files there");
    Scaffold.init(directory, NAME, List.of(Template.MODEL));
    drafted.refused("there is nothing to publish in", "put the model's files there");
  }

  @Test
  void aFolderThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> new Folder(directory.resolve("none"), GitLfsRules::lfs))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  @Test
  void whatIsWrongInTheManifestIsSaidWithItsPlace() throws IOException {
    drafted.write("model.yaml", "nmae: iris\n");
    drafted.write("a.bin", "a");
    drafted.refused("model.yaml:1:1", "validate");
  }

  @Test
  void aManifestThatIsNoFileIsRefused() throws IOException {
    drafted.write("a.bin", "a");
    Files.createSymbolicLink(directory.resolve("model.yaml"), Path.of("/dev/zero"));
    drafted.refused("model.yaml is not a regular file", "text file");
  }

  @Test
  void aLargeCardOrAttributesFileIsRefused() throws IOException {
    drafted.write("a.bin", "a");
    Files.write(directory.resolve("README.md"), new byte[(1 << 20) + 1]);
    drafted.refused("README.md is larger than 1 MiB", "other files");
  }
}
