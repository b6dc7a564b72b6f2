package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Glob;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderUpdateTest {
  @TempDir Path temp;
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void threeVersions() {
    shelf.publish("1.0.0", Map.of("w.bin", "one", "same.txt", "s", "old/gone.txt", "g"));
    shelf.publish("2.0.0", Map.of("w.bin", "two", "same.txt", "s", "new/here.txt", "h"));
    shelf.publish("3.0.0", Map.of("w.bin", "three", "same.txt", "s"));
  }

  private Path out() {
    return temp.resolve("out");
  }

  private Pulled pull(ModelStore store, String version, boolean force, String... include) {
    List<Glob> globs = Stream.of(include).map(Glob::new).toList();
    return new PullVersion(store)
        .apply(new Request(shelf.ref(version), out(), globs, force), bytes -> Progress.NONE);
  }

  private Pulled pull(String version) {
    return pull(shelf.store, version, false);
  }

  private Pulled force(String version) {
    return pull(shelf.store, version, true);
  }

  private void write(String path, String text) throws IOException {
    Path file = out().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> content() throws IOException {
    try (Stream<Path> all = Files.walk(out())) {
      return all.filter(p -> !Files.isDirectory(p))
          .map(p -> out().relativize(p).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void anotherVersionReplacesWhatIsPublishedAndRemovesWhatItLacks() throws IOException {
    pull("1.0.0");
    Pulled pulled = pull("2.0.0");
    assertThat(content()).containsExactly("model.yaml", "new/here.txt", "same.txt", "w.bin");
    assertThat(out().resolve("w.bin")).hasContent("two");
    assertThat(out().resolve("old")).doesNotExist();
    assertThat(pulled.written()).isEqualTo(3);
    assertThat(pulled.kept()).isEqualTo(1);
    assertThat(pulled.removed()).isEqualTo(1);
  }

  @Test
  void goingBackIsTheSame() throws IOException {
    pull("3.0.0");
    pull("1.0.0");
    assertThat(content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
    assertThat(out().resolve("w.bin")).hasContent("one");
  }

  @Test
  void theSameVersionAgainWritesNothing() throws IOException {
    pull("1.0.0");
    var before = Files.getLastModifiedTime(out().resolve("w.bin"));
    Pulled pulled = pull("1.0.0");
    assertThat(pulled.written()).isZero();
    assertThat(pulled.bytes()).isZero();
    assertThat(pulled.kept()).isEqualTo(4);
    assertThat(Files.getLastModifiedTime(out().resolve("w.bin"))).isEqualTo(before);
  }

  @Test
  void aUsersOwnFilesStay() throws IOException {
    pull("1.0.0");
    write("notes.md", "mine");
    write("old/mine.txt", "mine too");
    write("what is: this?", "no path of a version");
    pull("2.0.0");
    assertThat(content())
        .containsExactly(
            "model.yaml",
            "new/here.txt",
            "notes.md",
            "old/mine.txt",
            "same.txt",
            "w.bin",
            "what is: this?");
  }

  @Test
  void aLocalChangeIsAConflictThatNamesItAndTouchesNothing() throws IOException {
    pull("1.0.0");
    write("w.bin", "my own");
    assertProblem(Problem.CONFLICT, () -> pull("2.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("w.bin").doesNotContain("same.txt"))
        .satisfies(e -> assertThat(e.hint()).contains("--force"));
    assertThat(content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
    assertThat(out().resolve("w.bin")).hasContent("my own");
  }

  @Test
  void forceGivesUpTheLocalChange() throws IOException {
    pull("1.0.0");
    write("w.bin", "my own");
    force("2.0.0");
    assertThat(out().resolve("w.bin")).hasContent("two");
  }

  @Test
  void aChangedFileThatTheNewVersionLacksStaysEvenByForce() throws IOException {
    pull("1.0.0");
    write("old/gone.txt", "changed");
    force("2.0.0");
    assertThat(out().resolve("old/gone.txt")).hasContent("changed");
  }

  @Test
  void theContentOfAnyVersionIsNoChange() throws IOException {
    pull("1.0.0");
    write("w.bin", "three");
    pull("2.0.0");
    assertThat(out().resolve("w.bin")).hasContent("two");
  }

  @Test
  void includeLimitsWhatIsTouched() throws IOException {
    pull("1.0.0");
    write("same.txt", "changed, and not asked for");
    pull(shelf.store, "2.0.0", false, "w.bin");
    assertThat(content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
    assertThat(out().resolve("w.bin")).hasContent("two");
    assertThat(out().resolve("same.txt")).hasContent("changed, and not asked for");
  }

  @Test
  void anEmptyDirectoryIsFilled() throws IOException {
    Files.createDirectory(out());
    assertThat(pull("1.0.0").written()).isEqualTo(4);
  }

  @Test
  void aLinkOnTheWayIsNeverFollowed() throws IOException {
    pull("3.0.0");
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(out().resolve("new"), elsewhere);
    assertProblem(Problem.CONFLICT, () -> pull("2.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("new"));
    assertProblem(Problem.CONFLICT, () -> force("2.0.0"));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfAFileIsAChangeAndForceReplacesTheLinkItself() throws IOException {
    Path target = Files.writeString(temp.resolve("target"), "mine");
    pull("1.0.0");
    Files.delete(out().resolve("w.bin"));
    Files.createSymbolicLink(out().resolve("w.bin"), target);
    assertProblem(Problem.CONFLICT, () -> pull("2.0.0"));
    force("2.0.0");
    assertThat(Files.isSymbolicLink(out().resolve("w.bin"))).isFalse();
    assertThat(out().resolve("w.bin")).hasContent("two");
    assertThat(target).hasContent("mine");
  }

  @Test
  void theDirectoryItselfMayBeALink() throws IOException {
    Path real = Files.createDirectory(temp.resolve("real"));
    Files.createSymbolicLink(out(), real);
    pull("1.0.0");
    assertThat(real.resolve("w.bin")).hasContent("one");
  }

  @Test
  void aFileBecomesAFolderAndAFolderAFile() throws IOException {
    shelf.publish("4.0.0", Map.of("same.txt/inner.txt", "i", "old", "now a file"));
    pull("1.0.0");
    pull("4.0.0");
    assertThat(content()).containsExactly("model.yaml", "old", "same.txt/inner.txt");
    pull("1.0.0");
    assertThat(content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
  }

  @Test
  void aUsersFolderOrFileIsNotReplacedByTheOtherKind() throws IOException {
    shelf.publish("4.0.0", Map.of("same.txt/inner.txt", "i", "old", "now a file"));
    pull("1.0.0");
    write("old/mine.txt", "mine");
    assertProblem(Problem.CONFLICT, () -> force("4.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("old"));
    Files.delete(out().resolve("old/mine.txt"));
    write("same.txt", "mine");
    assertProblem(Problem.CONFLICT, () -> pull("4.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("same.txt"));
    force("4.0.0");
    assertThat(out().resolve("same.txt/inner.txt")).hasContent("i");
  }

  @Test
  void whatIsInTheGitFolderIsNotLookedAt() throws IOException {
    shelf.publish("4.0.0", Map.of("a.txt", "a"));
    pull("1.0.0");
    write(".git/w.bin", "one");
    pull("4.0.0");
    assertThat(out().resolve(".git/w.bin")).exists();
  }

  @Test
  void aFileThatChangesWhileItIsPulledIsNotOverwritten() throws IOException {
    pull("1.0.0");
    ModelStore slow =
        Twisted.files(
            shelf.store,
            "copy",
            (arguments, real) -> {
              write("w.bin", "written meanwhile");
              return real.answer();
            });
    assertProblem(Problem.CONFLICT, () -> pull(slow, "2.0.0", false))
        .satisfies(e -> assertThat(e.text()).contains("w.bin"));
    assertThat(out().resolve("w.bin")).hasContent("written meanwhile");
  }

  @Test
  void anInterruptedUpdateChangesNoFileAndIsCompletedByTheNext() throws IOException {
    pull("1.0.0");
    ModelStore broken =
        Twisted.files(
            shelf.store,
            "copy",
            (arguments, real) -> {
              throw new RegistryException(Problem.STORAGE, "disk full", "");
            });
    assertProblem(Problem.STORAGE, () -> pull(broken, "2.0.0", false));
    assertThat(out().resolve("w.bin")).hasContent("one");
    assertThat(out().resolve("old/gone.txt")).exists();
    pull("2.0.0");
    assertThat(content()).containsExactly("model.yaml", "new/here.txt", "same.txt", "w.bin");
  }

  @Test
  void anExecutableBitThatWasLostIsSetAgain() throws IOException {
    shelf.publish("4.0.0", Map.of("run.sh", "#!"));
    pull("4.0.0");
    assertThat(out().resolve("run.sh").toFile().setExecutable(false, false)).isTrue();
    pull("4.0.0");
    assertThat(Files.isExecutable(out().resolve("run.sh"))).isTrue();
  }

  @Test
  void aRehearsalSaysWhatAPullThenDoes() throws IOException {
    pull("1.0.0");
    List<String> before = content();
    PullVersion.Rehearsal planned = plan("2.0.0", false);
    assertThat(planned.write()).containsExactly("model.yaml", "new/here.txt", "w.bin");
    assertThat(planned.remove()).containsExactly("old/gone.txt");
    assertThat(planned.lost()).isEmpty();
    assertThat(content()).isEqualTo(before);
    assertThat(pull("2.0.0")).isEqualTo(planned.outcome());
  }

  @Test
  void aRehearsalRefusesLocalChangesAndNamesWhatForceGivesUp() throws IOException {
    pull("1.0.0");
    write("w.bin", "mine");
    assertProblem(Problem.CONFLICT, () -> plan("2.0.0", false));
    assertThat(plan("2.0.0", true).lost()).containsExactly("w.bin");
    assertThat(out().resolve("w.bin")).hasContent("mine");
    try (Stream<Path> left = Files.list(out())) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith(".git"));
    }
  }

  private PullVersion.Rehearsal plan(String version, boolean force) {
    return new PullVersion(shelf.store)
        .plan(new Request(shelf.ref(version), out(), List.of(), force));
  }
}
