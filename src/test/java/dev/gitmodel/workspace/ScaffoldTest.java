package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTest {
  private static final ModelName NAME = ModelName.parse("acme/iris");

  @TempDir Path directory;

  @Test
  void aNewFolderGetsAllOfIt() throws IOException {
    Path folder = directory.resolve("new/iris");
    assertThat(Scaffold.init(folder, NAME))
        .isEqualTo(
            new Scaffold.Laid(
                List.of("model.yaml", "README.md", ".gitattributes", ".gitignore"), List.of()));
    assertThat(folder.resolve("README.md")).content().startsWith("# acme/iris\n");
    Manifest manifest =
        ManifestCodec.read("model.yaml", Files.readAllBytes(folder.resolve("model.yaml")))
            .manifest();
    assertThat(manifest.text("name")).contains("acme/iris");
    assertThat(manifest.fields()).containsOnlyKeys("name", "summary");
  }

  @Test
  void everyFieldThatTheTemplateSuggestsIsValid() throws IOException {
    Scaffold.init(directory, NAME);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("model.yaml"))) {
      lines.add(line.matches("# ( *[a-z_]+: .*|training:)") ? line.substring(2) : line);
    }
    byte[] all =
        (String.join("\n", lines) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(ManifestCodec.problems("model.yaml", all)).isEmpty();
    assertThat(ManifestCodec.read("model.yaml", all).manifest().fields())
        .containsKeys("license", "task", "base_model", "files", "training");
  }

  @Test
  void nothingThatIsThereIsOverwritten() throws IOException {
    Files.writeString(directory.resolve("README.md"), "mine");
    Files.createSymbolicLink(directory.resolve(".gitignore"), directory.resolve("nowhere"));
    assertThat(Scaffold.init(directory, NAME))
        .isEqualTo(
            new Scaffold.Laid(
                List.of("model.yaml", ".gitattributes"), List.of("README.md", ".gitignore")));
    assertThat(directory.resolve("README.md")).hasContent("mine");
    assertThat(directory.resolve("nowhere")).doesNotExist();
    assertThat(Scaffold.init(directory, NAME).written()).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "x");
    assertThatThrownBy(() -> Scaffold.init(file, NAME))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void theAttributesNameEveryEndingThatGoesToLfs() throws IOException {
    Scaffold.init(directory, NAME);
    List<String> expected = new ArrayList<>(List.of("* -text"));
    expected.add("model.yaml diff=git-model");
    LfsPatterns.ENDINGS.forEach(ending -> expected.add("*." + ending + LfsPatterns.LFS));
    assertThat(Files.readAllLines(directory.resolve(".gitattributes"))).isEqualTo(expected);
  }

  @Test
  void whatIsLaidDownCanBePublishedOnceThereAreWeights() throws IOException {
    Scaffold.init(directory, NAME);
    Files.writeString(directory.resolve("model.safetensors"), "x");
    Folder folder = new Folder(directory, (text, path) -> text.contains(path.name()));
    Draft draft = folder.draft(folder.name());
    assertThat(draft.files())
        .extracting(f -> f.path().text())
        .containsExactly(".gitattributes", ".gitignore", "README.md", "model.safetensors");
  }

  @Test
  void aPlanNamesTheSameAndWritesNothing() throws IOException {
    Files.writeString(directory.resolve("README.md"), "mine");
    Scaffold.Laid planned = Scaffold.plan(directory);
    assertThat(directory).isDirectoryNotContaining("glob:**model.yaml");
    assertThat(Scaffold.init(directory, NAME)).isEqualTo(planned);

    Path absent = directory.resolve("a/b");
    assertThat(Scaffold.plan(absent).written()).hasSize(4);
    assertThat(absent.getParent()).doesNotExist();
  }

  @Test
  void aFileOnTheWayIsRefusedByBoth() {
    Path inFile = directory.resolve("file/below");
    assertThatThrownBy(
            () -> {
              Files.writeString(directory.resolve("file"), "");
              Scaffold.init(inFile, NAME);
            })
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("file is not a folder");
    assertThatThrownBy(() -> Scaffold.plan(inFile))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("file is not a folder");
  }
}
