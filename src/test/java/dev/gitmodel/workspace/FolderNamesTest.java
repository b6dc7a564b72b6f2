package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.lfs.Stock;
import dev.gitmodel.model.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file or a model may be called. */
class FolderNamesTest {
  @TempDir Path directory;
  private DraftedFolder drafted;

  @BeforeEach
  void open() {
    drafted = new DraftedFolder(directory);
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
    drafted.write("fine.bin", "x");
    drafted.write(name, "x");
    drafted.refused("can't be a file of a version", "rename");
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() throws Exception {
    drafted.write("a.bin", "x");
    Stock.run(directory, "sh", "-c", "printf x > \"$(printf 'caf\\351.bin')\"");
    drafted.refused("can't be read as UTF-8", "LC_ALL=C.UTF-8");
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
    drafted.write(one, "1");
    drafted.write(two, "2");
    drafted.refused("are one name on Windows and macOS", "rename one of them");
  }

  @Test
  void blanksAndEveryScriptAreFine() throws IOException {
    List<String> names =
        List.of("a b/c d.bin", "[x].bin", "#1.bin", "!2.bin", "d\u00fcse.bin", "\u6a21\u578b.bin");
    for (String name : names) {
      drafted.write(name, "x");
    }
    assertThat(drafted.paths()).containsAll(names);
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
    drafted.write("model.yaml", "name: acme/other\n");
    assertThat(drafted.folder().name()).isEqualTo(ModelName.parse("acme/other"));
  }
}
