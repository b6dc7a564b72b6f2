package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaffoldTest {
  private static final ModelName NAME = ModelName.parse("acme/iris");

  private static final List<Template> MODEL = List.of(Template.MODEL);

  @TempDir Path directory;

  @Test
  void aNewFolderGetsAllOfIt() throws IOException {
    Path folder = directory.resolve("new/iris");
    assertThat(Scaffold.init(folder, NAME, MODEL))
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
    Scaffold.init(directory, NAME, MODEL);
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
    assertThat(Scaffold.init(directory, NAME, MODEL))
        .isEqualTo(
            new Scaffold.Laid(
                List.of("model.yaml", ".gitattributes"), List.of("README.md", ".gitignore")));
    assertThat(directory.resolve("README.md")).hasContent("mine");
    assertThat(directory.resolve("nowhere")).doesNotExist();
    assertThat(Scaffold.init(directory, NAME, MODEL).written()).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "x");
    assertThatThrownBy(() -> Scaffold.init(file, NAME, MODEL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void theAttributesNameEveryEndingThatGoesToLfs() throws IOException {
    Scaffold.init(directory, NAME, MODEL);
    List<String> expected = new ArrayList<>(List.of("* -text"));
    expected.add("model.yaml diff=git-model");
    LfsPatterns.ENDINGS.forEach(ending -> expected.add("*." + ending + LfsPatterns.LFS));
    assertThat(Files.readAllLines(directory.resolve(".gitattributes"))).isEqualTo(expected);
  }

  @Test
  void whatIsLaidDownCanBePublishedOnceThereAreWeights() throws IOException {
    Scaffold.init(directory, NAME, MODEL);
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
    Scaffold.Laid planned = Scaffold.plan(directory, MODEL);
    assertThat(directory).isDirectoryNotContaining("glob:**model.yaml");
    assertThat(Scaffold.init(directory, NAME, MODEL)).isEqualTo(planned);

    Path absent = directory.resolve("a/b");
    assertThat(Scaffold.plan(absent, MODEL).written()).hasSize(4);
    assertThat(absent.getParent()).doesNotExist();
  }

  @Test
  void aFileOnTheWayIsRefusedByBoth() {
    Path inFile = directory.resolve("file/below");
    assertThatThrownBy(
            () -> {
              Files.writeString(directory.resolve("file"), "");
              Scaffold.init(inFile, NAME, MODEL);
            })
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("file is not a folder");
    assertThatThrownBy(() -> Scaffold.plan(inFile, MODEL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("file is not a folder");
  }

  @ParameterizedTest
  @EnumSource(Template.class)
  void eachFolderOfTemplatesHoldsWhatItsListNames(Template template) throws IOException {
    Path templates = Path.of(System.getProperty("project.basedir", "")).resolve("templates");
    Path folder = templates.resolve(template.folder());
    Set<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there =
          files
              .map(file -> templates.relativize(file).toString().replace('\\', '/'))
              .filter(file -> !file.endsWith("/FILES"))
              .collect(Collectors.toSet());
    }
    Collection<String> listed = template.files().values();
    assertThat(listed).containsAll(there).doesNotHaveDuplicates();
    assertThat(listed).allSatisfy(file -> assertThat(templates.resolve(file)).exists());
    assertThat(Scaffold.init(directory, NAME, List.of(template)).written())
        .containsExactlyElementsOf(template.files().keySet());
  }

  @Test
  void aDatasetIsOneByItsManifest() throws IOException {
    Scaffold.init(directory, NAME, List.of(Template.DATASET));
    byte[] manifest = Files.readAllBytes(directory.resolve("model.yaml"));
    assertThat(ManifestCodec.read("model.yaml", manifest).manifest().kind()).isEqualTo("dataset");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("model.yaml"))) {
      lines.add(line.matches("# ( *[a-z_]+: .*|metadata:)") ? line.substring(2) : line);
    }
    byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(ManifestCodec.problems("model.yaml", all)).isEmpty();
  }

  @Test
  void theCardBeginsWithWhatTheManifestSaysForTheHub() throws IOException {
    Files.writeString(
        directory.resolve("model.yaml"),
        """
        license: apache-2.0
        language: [en, de]
        task: text-classification
        framework: onnx
        base_model: bert-base-uncased
        tags: [support]
        training: {dataset: acme/tickets@2.1.0}
        """);
    Scaffold.init(directory, NAME, MODEL);
    assertThat(directory.resolve("README.md"))
        .content()
        .startsWith(
            """
            ---
            license: apache-2.0
            language:
              - en
              - de
            pipeline_tag: text-classification
            library_name: onnx
            base_model: bert-base-uncased
            datasets:
              - acme/tickets
            tags:
              - support
            ---
            # acme/iris
            """);
  }

  @Test
  void aManifestThatIsBrokenLeavesTheCardPlain() throws IOException {
    Files.writeString(directory.resolve("model.yaml"), "license: [half");
    Scaffold.init(directory, NAME, MODEL);
    assertThat(directory.resolve("README.md")).content().startsWith("# acme/iris\n");
  }
}
