package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.PullVersion.Pulled;
import dev.gitmodel.registry.PullVersion.Request;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullVersionTest {
  @TempDir Path temp;
  private final Shelf shelf = new Shelf();
  private final Set<String> copied = new ConcurrentSkipListSet<>();

  @BeforeEach
  void aVersionWithFoldersAndAnExecutable() {
    shelf.publish(
        "1.0.0",
        Map.of(
            "w.bin", "weights", "config/a.json", "{}", "config/deep/b.json", "[]", "run.sh", "#!"));
  }

  private Path out() {
    return temp.resolve("out");
  }

  private Pulled pull(ModelStore store, String... include) {
    List<Glob> globs = Stream.of(include).map(Glob::new).toList();
    return new PullVersion(store)
        .apply(new Request(shelf.ref("1.0.0"), out(), globs, false), bytes -> Progress.NONE);
  }

  /** Notes what is copied, and fails at {@code broken}. */
  private ModelStore failingAt(String broken) {
    return Twisted.files(
        shelf.store,
        "copy",
        (arguments, real) -> {
          String path = ((Artifact) arguments[0]).path().text();
          if (path.equals(broken)) {
            throw new RegistryException(Problem.STORAGE, "disk full", "");
          }
          copied.add(path);
          return real.answer();
        });
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(temp)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private String read(String path) throws IOException {
    return Files.readString(out().resolve(path));
  }

  @Test
  void aNewDirectoryHoldsEveryFileAndNothingIsLeftBesideIt() throws IOException {
    Pulled pulled = pull(shelf.store);
    assertThat(read("w.bin")).isEqualTo("weights");
    assertThat(read("config/deep/b.json")).isEqualTo("[]");
    assertThat(read("model.yaml")).isEqualTo("version: 1.0.0\n");
    assertThat(pulled.written()).isEqualTo(5);
    assertThat(pulled.bytes()).isEqualTo(shelf.version("1.0.0").size());
    assertThat(pulled.directory()).isEqualTo(out());
    assertThat(left()).containsExactly("out");
  }

  @Test
  void onlyTheExecutableFileIsExecutable() {
    pull(shelf.store);
    assertThat(Files.isExecutable(out().resolve("run.sh"))).isTrue();
    assertThat(Files.isExecutable(out().resolve("w.bin"))).isFalse();
  }

  @Test
  void includeChoosesFilesByGlob() {
    Pulled pulled = pull(shelf.store, "*.json", "w.bin");
    assertThat(pulled.written()).isEqualTo(3);
    assertThat(out().resolve("config/deep/b.json")).exists();
    assertThat(out().resolve("model.yaml")).doesNotExist();
  }

  @Test
  void includeThatMatchesNothingIsNotFoundAndMakesNoDirectory() throws IOException {
    assertProblem(Problem.NOT_FOUND, () -> pull(shelf.store, "*.onnx"));
    assertThat(left()).isEmpty();
  }

  @Test
  void progressIsToldAllBytes() {
    AtomicLong total = new AtomicLong();
    AtomicLong done = new AtomicLong();
    new PullVersion(shelf.store)
        .apply(
            new Request(shelf.ref("1.0.0"), out(), List.of(), false),
            bytes -> {
              total.set(bytes);
              return done::addAndGet;
            });
    assertThat(total).hasValue(shelf.version("1.0.0").size());
    assertThat(done).hasValue(total.get());
  }

  @Test
  void anInterruptedPullLeavesNoDirectoryAndIsResumed() throws IOException {
    assertProblem(Problem.STORAGE, () -> pull(failingAt("w.bin")));
    assertThat(out()).doesNotExist();
    assertThat(left()).hasSize(1).allMatch(name -> name.endsWith(".partial"));
    copied.clear();
    Path partial = temp.resolve(left().get(0));
    boolean whole = Files.exists(partial.resolve("model.yaml"));
    pull(failingAt("nothing"));
    assertThat(copied).contains("w.bin");
    assertThat(copied.contains("model.yaml")).isNotEqualTo(whole);
    assertThat(read("w.bin")).isEqualTo("weights");
    assertThat(left()).containsExactly("out");
  }

  @Test
  void whatAnInterruptedPullLeftIsHashedAgain() throws IOException {
    Path partial = partial();
    Files.createDirectories(partial.resolve("w.bin.d"));
    Files.writeString(partial.resolve("w.bin"), "wEights");
    Files.writeString(partial.resolve("run.sh"), "#!");
    Files.writeString(partial.resolve("w.bin.d/stray"), "of another selection");
    Files.createSymbolicLink(partial.resolve("config"), temp);
    pull(failingAt("nothing"));
    assertThat(copied).contains("w.bin").doesNotContain("run.sh");
    assertThat(read("w.bin")).isEqualTo("weights");
    assertThat(out().resolve("w.bin.d")).doesNotExist();
    assertThat(Files.isSymbolicLink(out().resolve("config"))).isFalse();
    assertThat(temp.resolve("a.json")).doesNotExist();
  }

  private Path partial() {
    String digest = shelf.version("1.0.0").digest().hex().substring(0, 12);
    return temp.resolve(".out." + digest + ".partial");
  }

  @Test
  void aLinkInPlaceOfThePartialDirectoryIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(partial(), elsewhere);
    assertProblem(Problem.CONFLICT, () -> pull(shelf.store));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aDamagedFileIsCorruptAndNoDirectoryAppears() {
    shelf.store.files(shelf.model).damage(shelf.file("1.0.0", "w.bin"));
    assertProblem(Problem.CORRUPT, () -> pull(shelf.store));
    assertThat(out()).doesNotExist();
  }

  @Test
  void aListingThatIsNotTheTagsIsCorruptBeforeAByteIsRead() throws IOException {
    ModelStore lying =
        Twisted.store(
            shelf.store,
            "version",
            found -> {
              ModelVersion v = (ModelVersion) found;
              return new ModelVersion(
                  v.model(),
                  v.version(),
                  v.commit(),
                  v.tag(),
                  v.digest(),
                  v.manifest(),
                  v.files().subList(1, v.files().size()),
                  v.parents(),
                  v.by(),
                  v.at(),
                  v.signed());
            });
    assertProblem(Problem.CORRUPT, () -> pull(lying));
    assertThat(left()).isEmpty();
  }

  @Test
  void aSecondPullIntoTheSameDirectoryIsAConflict() {
    Path lock = partial().resolveSibling(partial().getFileName() + ".lock");
    FolderLock.ifFree(
        lock,
        out(),
        () ->
            assertProblem(Problem.CONFLICT, () -> pull(shelf.store))
                .hasMessage("another pull is writing to " + out()));
    assertThat(lock).doesNotExist();
    assertThat(pull(shelf.store).written()).isEqualTo(5);
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
    Files.writeString(out(), "mine");
    assertProblem(Problem.EXISTS, () -> pull(shelf.store));
    assertThat(Files.readString(out())).isEqualTo("mine");
  }

  @Test
  void foldersOnTheWayToTheDirectoryAreMade() {
    Path deep = temp.resolve("a/b/c");
    new PullVersion(shelf.store)
        .apply(new Request(shelf.ref("1.0.0"), deep, List.of(), false), bytes -> Progress.NONE);
    assertThat(deep.resolve("w.bin")).hasContent("weights");
  }

  @Test
  void namesOfOtherScriptsArriveAsTheyAre() {
    shelf.publish("1.1.0", Map.of("größe/模型.txt", "ü"));
    new PullVersion(shelf.store)
        .apply(new Request(shelf.ref("1.1.0"), out(), List.of(), false), bytes -> Progress.NONE);
    assertThat(out().resolve(new FilePath("größe/模型.txt").text())).hasContent("ü");
  }

  @Test
  void aRehearsalMakesNothingAndSaysWhatAPullThenDoes() throws IOException {
    Request request = new Request(shelf.ref("1.0.0"), out(), List.of(new Glob("*.json")), false);
    PullVersion.Rehearsal planned = new PullVersion(shelf.store).plan(request);
    assertThat(left()).isEmpty();
    assertThat(planned.write()).containsExactly("config/a.json", "config/deep/b.json");
    assertThat(pull(shelf.store, "*.json")).isEqualTo(planned.outcome());
  }

  @Test
  void aFileOnTheWayIsRefusedByBoth() throws IOException {
    Files.writeString(temp.resolve("file"), "");
    Request request = new Request(shelf.ref("1.0.0"), temp.resolve("file/below"), List.of(), false);
    assertProblem(Problem.EXISTS, () -> new PullVersion(shelf.store).plan(request));
    assertProblem(
        Problem.EXISTS, () -> new PullVersion(shelf.store).apply(request, b -> Progress.NONE));
  }
}
