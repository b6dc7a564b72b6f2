package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  private static final Verbs VERBS = new Verbs(() -> "1.2.3");

  @TempDir Path folder;
  private Path prefix;
  private Installation installation;

  @BeforeEach
  void checkout() throws IOException {
    Path launcher = folder.resolve("checkout/src/launcher/git-model");
    Files.createDirectories(launcher.getParent());
    Files.createFile(launcher);
    prefix = folder.resolve("prefix");
    installation = new Installation(prefix, launcher);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(prefix)) {
      return all.filter(path -> !Files.isDirectory(path)).count();
    }
  }

  @Test
  void itLinksToTheLauncherAndWritesManualAndCompletion() throws IOException {
    assertThat(installation.put(VERBS, "1.2.3")).hasSize((int) files());

    assertThat(Files.readSymbolicLink(prefix.resolve("bin/git-model")))
        .isEqualTo(installation.launcher());
    assertThat(prefix.resolve("share/man/man1/git-model-push.1")).isNotEmptyFile();
    assertThat(prefix.resolve("share/man/man1/git-model-experiment-start.1")).isNotEmptyFile();
    assertThat(prefix.resolve("share/man/man1/gitmodel-push.1"))
        .hasContent(".so man1/git-model-push.1");
    assertThat(prefix.resolve("share/bash-completion/completions/git-model")).isNotEmptyFile();
  }

  @Test
  void installingAgainIsAnUpdate() throws IOException {
    installation.put(VERBS, "1.2.3");
    long before = files();
    installation.put(VERBS, "1.2.4");

    assertThat(files()).isEqualTo(before);
    assertThat(prefix.resolve("share/man/man1/git-model.1")).content().contains("1.2.4");
  }

  @Test
  void uninstallTakesAllOfItAndNothingElse() throws IOException {
    installation.put(VERBS, "1.2.3");
    Path other = Files.createFile(prefix.resolve("share/man/man1/other.1"));
    installation.take(VERBS, "1.2.3");

    assertThat(other).exists();
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void anotherProgramOfThatNameStays() throws IOException {
    Path other = Files.createDirectories(prefix.resolve("bin")).resolve("git-model");
    Files.writeString(other, "mine");

    assertThatThrownBy(() -> installation.put(VERBS, "1.2.3"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EXISTS));
    assertThatThrownBy(() -> installation.take(VERBS, "1.2.3"))
        .isInstanceOf(RegistryException.class);
    assertThat(other).hasContent("mine");
  }

  @Test
  void aRehearsalNamesTheSameFilesAndTouchesNone() throws IOException {
    List<Path> named = installation.toPut(VERBS, "1.2.3");
    assertThat(prefix).doesNotExist();
    assertThat(installation.put(VERBS, "1.2.3")).isEqualTo(named);

    long before = files();
    assertThat(installation.toTake(VERBS, "1.2.3")).isEqualTo(named);
    assertThat(files()).isEqualTo(before);
    assertThat(installation.take(VERBS, "1.2.3")).isEqualTo(named);
    assertThat(installation.toTake(VERBS, "1.2.3")).isEmpty();
  }

  @Test
  void aRehearsalRefusesAnotherProgramOfThatNameToo() throws IOException {
    Files.createFile(Files.createDirectories(prefix.resolve("bin")).resolve("git-model"));

    assertThatThrownBy(() -> installation.toPut(VERBS, "1.2.3"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EXISTS));
  }
}
