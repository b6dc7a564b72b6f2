package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user has changed or made in a folder outlives a pull into it. */
class LocalChangesTest {
  @TempDir Path temp;
  private PulledFolder folder;

  @BeforeEach
  void threeVersions() {
    folder = new PulledFolder(temp.resolve("out"));
  }

  @Test
  void aUsersOwnFilesStay() throws IOException {
    folder.pull("1.0.0");
    folder.write("notes.md", "mine");
    folder.write("old/mine.txt", "mine too");
    folder.write("what is: this?", "no path of a version");
    folder.pull("2.0.0");
    assertThat(folder.content())
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
    folder.pull("1.0.0");
    folder.write("w.bin", "my own");
    assertProblem(Problem.CONFLICT, () -> folder.pull("2.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("w.bin").doesNotContain("same.txt"))
        .satisfies(e -> assertThat(e.hint()).contains("--force"));
    assertThat(folder.content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
    assertThat(folder.file("w.bin")).hasContent("my own");
  }

  @Test
  void forceGivesUpTheLocalChange() throws IOException {
    folder.pull("1.0.0");
    folder.write("w.bin", "my own");
    folder.force("2.0.0");
    assertThat(folder.file("w.bin")).hasContent("two");
  }

  @Test
  void aChangedFileThatTheNewVersionLacksStaysEvenByForce() throws IOException {
    folder.pull("1.0.0");
    folder.write("old/gone.txt", "changed");
    folder.force("2.0.0");
    assertThat(folder.file("old/gone.txt")).hasContent("changed");
  }

  @Test
  void theContentOfAnyVersionIsNoChange() throws IOException {
    folder.pull("1.0.0");
    folder.write("w.bin", "three");
    folder.pull("2.0.0");
    assertThat(folder.file("w.bin")).hasContent("two");
  }

  @Test
  void aLinkOnTheWayIsNeverFollowed() throws IOException {
    folder.pull("3.0.0");
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(folder.file("new"), elsewhere);
    assertProblem(Problem.CONFLICT, () -> folder.pull("2.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("new"));
    assertProblem(Problem.CONFLICT, () -> folder.force("2.0.0"));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfAFileIsAChangeAndForceReplacesTheLinkItself() throws IOException {
    Path target = Files.writeString(temp.resolve("target"), "mine");
    folder.pull("1.0.0");
    Files.delete(folder.file("w.bin"));
    Files.createSymbolicLink(folder.file("w.bin"), target);
    assertProblem(Problem.CONFLICT, () -> folder.pull("2.0.0"));
    folder.force("2.0.0");
    assertThat(Files.isSymbolicLink(folder.file("w.bin"))).isFalse();
    assertThat(folder.file("w.bin")).hasContent("two");
    assertThat(target).hasContent("mine");
  }

  @Test
  void aUsersFolderOrFileIsNotReplacedByTheOtherKind() throws IOException {
    folder.shelf.publish("4.0.0", Map.of("same.txt/inner.txt", "i", "old", "now a file"));
    folder.pull("1.0.0");
    folder.write("old/mine.txt", "mine");
    assertProblem(Problem.CONFLICT, () -> folder.force("4.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("old"));
    Files.delete(folder.file("old/mine.txt"));
    folder.write("same.txt", "mine");
    assertProblem(Problem.CONFLICT, () -> folder.pull("4.0.0"))
        .satisfies(e -> assertThat(e.text()).contains("same.txt"));
    folder.force("4.0.0");
    assertThat(folder.file("same.txt/inner.txt")).hasContent("i");
  }

  @Test
  void aFileThatChangesWhileItIsPulledIsNotOverwritten() throws IOException {
    folder.pull("1.0.0");
    ModelStore slow =
        Twisted.files(
            folder.shelf.store,
            "copy",
            (arguments, real) -> {
              folder.write("w.bin", "written meanwhile");
              return real.answer();
            });
    assertProblem(Problem.CONFLICT, () -> folder.pull(slow, "2.0.0", false))
        .satisfies(e -> assertThat(e.text()).contains("w.bin"));
    assertThat(folder.file("w.bin")).hasContent("written meanwhile");
  }

  @Test
  void aRehearsalRefusesLocalChangesAndNamesWhatForceGivesUp() throws IOException {
    folder.pull("1.0.0");
    folder.write("w.bin", "mine");
    assertProblem(Problem.CONFLICT, () -> folder.plan("2.0.0", false));
    assertThat(folder.plan("2.0.0", true).lost()).containsExactly("w.bin");
    assertThat(folder.file("w.bin")).hasContent("mine");
    try (Stream<Path> left = Files.list(folder.out())) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith(".git"));
    }
  }

  @Test
  void whatIsInTheGitFolderIsNotLookedAt() throws IOException {
    folder.shelf.publish("4.0.0", Map.of("a.txt", "a"));
    folder.pull("1.0.0");
    folder.write(".git/w.bin", "one");
    folder.pull("4.0.0");
    assertThat(folder.file(".git/w.bin")).exists();
  }
}
