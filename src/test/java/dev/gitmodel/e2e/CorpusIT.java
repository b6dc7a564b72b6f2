package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.app.InProcess;
import dev.gitmodel.model.Corpus;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every case of the corpus, typed at the program: its exit code, its words, never a stack trace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorpusIT {
  private static final Path MANIFESTS =
      ProgramUnderTest.checkout().resolve("src/test/resources/corpus/manifest");

  private Path root;
  private GitSandbox box;

  @BeforeAll
  void stand(@TempDir Path folder) {
    root = folder;
    box = GitSandbox.in(folder.resolve("machine"));
  }

  static List<Corpus.Case> names() {
    return arguments("names.txt");
  }

  static List<Corpus.Case> references() {
    return arguments("references.txt");
  }

  private static List<Corpus.Case> arguments(String file) {
    return Corpus.cases(file).stream().filter(Corpus.Case::isArgument).toList();
  }

  /** Those that the file system under the test can hold at all. */
  static List<Corpus.Case> paths() {
    return arguments("paths.txt").stream().filter(c -> canBeAFile(c.input())).toList();
  }

  private static boolean canBeAFile(String path) {
    return Arrays.stream(path.split("/", -1))
        .allMatch(
            part ->
                !part.isEmpty()
                    && !part.equals(".")
                    && !part.equals("..")
                    && !part.equalsIgnoreCase(".git")
                    && part.getBytes(StandardCharsets.UTF_8).length <= 255);
  }

  static Stream<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private InProcess program(Path folder) {
    return new InProcess(root, folder);
  }

  private void refused(InProcess.Said said, Corpus.Case c) {
    assertThat(said.exit()).as(said.toString()).isEqualTo(exit(c.problem().orElseThrow()));
    assertThat(said.err()).contains(Printable.of(c.fragment())).startsWith("error: ");
    quiet(said);
  }

  private void quiet(InProcess.Said said) {
    assertThat(said.err()).doesNotContain("\tat ", "Exception", "bug in git-model");
    assertThat(program(root).sawABug()).isFalse();
    assertThat(Printable.lines(said.err()).stripTrailing()).isEqualTo(said.err().stripTrailing());
  }

  private static int exit(Problem problem) {
    return problem == Problem.INVALID ? 2 : 3;
  }

  private static Path withWeights(Path folder) throws IOException {
    Files.write(folder.resolve("model.safetensors"), ModelFolder.weights(1));
    Files.writeString(folder.resolve("config.json"), "{}\n");
    return folder;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsTakenOrRefused(Corpus.Case c) {
    InProcess.Said said = program(root).run("create", "--dry-run", "--", c.input());

    if (c.problem().isPresent()) {
      refused(said, c);
      assertThat(said.out()).isEmpty();
    } else {
      assertThat(said.exit()).as(said.toString()).isZero();
      assertThat(said.out()).endsWith(c.fragment() + "\n");
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void aReferenceIsTakenOrRefused(Corpus.Case c) {
    InProcess.Said said = program(root).run("resolve", "--", c.input());

    if (c.problem().isPresent()) {
      refused(said, c);
    } else {
      assertThat(said.exit()).as("well-formed, and not there: " + said).isEqualTo(3);
      quiet(said);
    }
    assertThat(said.out()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aFileIsTakenOrRefused(Corpus.Case c) throws IOException {
    Path folder = withWeights(Files.createTempDirectory(root, "paths"));
    Files.writeString(folder.resolve("model.yaml"), "name: iris\n");
    Path file = folder.resolve(c.input());
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, "x");
    }

    InProcess.Said said = program(folder).run("inspect", ".", "--json");

    quiet(said);
    if (c.problem().isPresent()) {
      assertThat(said.exit()).as(said.toString()).isEqualTo(exit(c.problem().get()));
      assertThat(said.err()).contains("\"problem\":\"INVALID\"");
    } else {
      assertThat(said.exit()).as(said.toString()).isZero();
      assertThat(said.out()).contains("\"path\": \"" + c.input() + "\"");
    }
  }

  static List<Corpus.Case> pointers() {
    return Corpus.cases("pointers.txt");
  }

  @ParameterizedTest
  @MethodSource("pointers")
  void aPointerInPlaceOfAFileIsRefused(Corpus.Case c) throws IOException {
    Path folder = withWeights(Files.createTempDirectory(root, "pointers"));
    Files.writeString(folder.resolve("model.safetensors"), c.input());

    InProcess.Said said = program(folder).run("push", ".", "--name", "iris", "--dry-run");

    quiet(said);
    if (c.fragment().equals("-")) {
      assertThat(said.exit()).as(said.toString()).isZero();
    } else {
      assertThat(said.exit()).as(said.toString()).isEqualTo(2);
      assertThat(said.err()).contains("model.safetensors " + c.fragment(), "hint: ");
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void aManifestIsTakenOrRefused(String name) throws IOException {
    Path folder = withWeights(Files.createTempDirectory(root, "manifest"));
    Files.copy(MANIFESTS.resolve(name), folder.resolve("model.yaml"));
    List<String> expected = Files.readAllLines(MANIFESTS.resolve(name.replace(".yaml", ".expect")));

    InProcess.Said said = program(folder).run("validate", ".");

    assertThat(said.exit()).as(said.toString()).isEqualTo(Integer.parseInt(expected.get(0)));
    assertThat(said.out().lines()).containsExactlyElementsOf(expected.subList(1, expected.size()));
    quiet(said);
    InProcess.Said push = program(folder).run("push", ".", "--dry-run");
    assertThat(push.exit()).as(push.toString()).isEqualTo(said.exit());
    quiet(push);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Iris", "a/b/c", "registry", "iris@", "iris@v1", "../etc", "iris@1.2", "", "-x"})
  void theRealProcessRefusesIt(String reference) {
    Run run = box.run("resolve", "--", reference);

    assertThat(run.exit()).as(run.toString()).isIn(2, 3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: ").doesNotContain("\tat ", "Exception");
    assertThat(box.home().resolve(".local/state/git-model")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"billion-laughs", "tag-java", "nul", "utf-16", "depth-flow"})
  void theRealProcessRefusesTheManifest(String name) throws IOException {
    Path folder = Files.createDirectories(box.folder().resolve(name));
    Files.copy(MANIFESTS.resolve(name + ".yaml"), folder.resolve("model.yaml"));
    List<String> expected = Files.readAllLines(MANIFESTS.resolve(name + ".expect"));

    Run run = box.at(folder).run("validate").exits(2);

    assertThat(run.out().lines()).containsExactlyElementsOf(expected.subList(1, expected.size()));
    assertThat(run.err()).isEmpty();
  }
}
