package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.PullVersion.Pulled;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that holds one version is made to hold another. */
class FolderUpdateTest {
  @TempDir Path temp;
  private PulledFolder folder;

  @BeforeEach
  void threeVersions() {
    folder = new PulledFolder(temp.resolve("out"));
  }

  @Test
  void anotherVersionReplacesWhatIsPublishedAndRemovesWhatItLacks() throws IOException {
    folder.pull("1.0.0");
    Pulled pulled = folder.pull("2.0.0");
    assertThat(folder.content()).containsExactly("model.yaml", "new/here.txt", "same.txt", "w.bin");
    assertThat(folder.file("w.bin")).hasContent("two");
    assertThat(folder.file("old")).doesNotExist();
    assertThat(pulled.written()).isEqualTo(3);
    assertThat(pulled.kept()).isEqualTo(1);
    assertThat(pulled.removed()).isEqualTo(1);
  }

  @Test
  void goingBackIsTheSame() throws IOException {
    folder.pull("3.0.0");
    folder.pull("1.0.0");
    assertThat(folder.content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
    assertThat(folder.file("w.bin")).hasContent("one");
  }

  @Test
  void theSameVersionAgainWritesNothing() throws IOException {
    folder.pull("1.0.0");
    var before = Files.getLastModifiedTime(folder.file("w.bin"));
    Pulled pulled = folder.pull("1.0.0");
    assertThat(pulled.written()).isZero();
    assertThat(pulled.bytes()).isZero();
    assertThat(pulled.kept()).isEqualTo(4);
    assertThat(Files.getLastModifiedTime(folder.file("w.bin"))).isEqualTo(before);
  }

  @Test
  void includeLimitsWhatIsTouched() throws IOException {
    folder.pull("1.0.0");
    folder.write("same.txt", "changed, and not asked for");
    folder.pull(folder.shelf.store, "2.0.0", false, "w.bin");
    assertThat(folder.content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
    assertThat(folder.file("w.bin")).hasContent("two");
    assertThat(folder.file("same.txt")).hasContent("changed, and not asked for");
  }

  @Test
  void anEmptyDirectoryIsFilled() throws IOException {
    Files.createDirectory(folder.out());
    assertThat(folder.pull("1.0.0").written()).isEqualTo(4);
  }

  @Test
  void theDirectoryItselfMayBeALink() throws IOException {
    Path real = Files.createDirectory(temp.resolve("real"));
    Files.createSymbolicLink(folder.out(), real);
    folder.pull("1.0.0");
    assertThat(real.resolve("w.bin")).hasContent("one");
  }

  @Test
  void aFileBecomesAFolderAndAFolderAFile() throws IOException {
    folder.shelf.publish("4.0.0", Map.of("same.txt/inner.txt", "i", "old", "now a file"));
    folder.pull("1.0.0");
    folder.pull("4.0.0");
    assertThat(folder.content()).containsExactly("model.yaml", "old", "same.txt/inner.txt");
    folder.pull("1.0.0");
    assertThat(folder.content()).containsExactly("model.yaml", "old/gone.txt", "same.txt", "w.bin");
  }

  @Test
  void anInterruptedUpdateChangesNoFileAndIsCompletedByTheNext() throws IOException {
    folder.pull("1.0.0");
    ModelStore broken =
        Twisted.files(
            folder.shelf.store,
            "copy",
            (arguments, real) -> {
              throw new RegistryException(Problem.STORAGE, "disk full", "");
            });
    assertProblem(Problem.STORAGE, () -> folder.pull(broken, "2.0.0", false));
    assertThat(folder.file("w.bin")).hasContent("one");
    assertThat(folder.file("old/gone.txt")).exists();
    folder.pull("2.0.0");
    assertThat(folder.content()).containsExactly("model.yaml", "new/here.txt", "same.txt", "w.bin");
  }

  @Test
  void anExecutableBitThatWasLostIsSetAgain() throws IOException {
    folder.shelf.publish("4.0.0", Map.of("run.sh", "#!"));
    folder.pull("4.0.0");
    assertThat(folder.file("run.sh").toFile().setExecutable(false, false)).isTrue();
    folder.pull("4.0.0");
    assertThat(Files.isExecutable(folder.file("run.sh"))).isTrue();
  }

  @Test
  void aRehearsalSaysWhatAPullThenDoes() throws IOException {
    folder.pull("1.0.0");
    List<String> before = folder.content();
    PullVersion.Rehearsal planned = folder.plan("2.0.0", false);
    assertThat(planned.write()).containsExactly("model.yaml", "new/here.txt", "w.bin");
    assertThat(planned.remove()).containsExactly("old/gone.txt");
    assertThat(planned.lost()).isEmpty();
    assertThat(folder.content()).isEqualTo(before);
    assertThat(folder.pull("2.0.0")).isEqualTo(planned.outcome());
  }
}
