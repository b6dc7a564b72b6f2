package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffDriversTest {
  private static final String[] ALL = {
    "diff.git-model.textconv", "diff.lfs.textconv", "info/attributes"
  };

  @TempDir Path directory;
  private Path work = Path.of("");

  @BeforeEach
  void makeARepository() throws Exception {
    work = Files.createDirectory(directory.resolve("work"));
    git("init", "-q");
  }

  private String git(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    return dev.gitmodel.lfs.Stock.run(work, command);
  }

  private static DiffDrivers around(Path folder) {
    return DiffDrivers.around(folder).orElseThrow();
  }

  @Test
  void stockGitFindsTheDriversOnceTheyAreInstalled() throws Exception {
    assertThat(around(work).install()).containsExactly(ALL);

    assertThat(git("config", "diff.git-model.textconv")).contains("git-model textconv manifest ");
    assertThat(git("config", "diff.lfs.textconv")).contains("git-model textconv weights ");
    assertThat(git("check-attr", "diff", "model.yaml", "a/model.yaml", "other.yaml"))
        .isEqualTo(
            """
            model.yaml: diff: git-model
            a/model.yaml: diff: git-model
            other.yaml: diff: unspecified
            """);
    assertThat(git("status", "--porcelain")).isEmpty();
  }

  @Test
  void whereTheProgramIsGoneGitComparesTheLines() throws Exception {
    around(work).install();
    Files.writeString(work.resolve(".gitattributes"), "*.bin diff=lfs\n");
    Files.writeString(work.resolve("model.yaml"), "name: one\n");
    Files.writeString(work.resolve("a b.bin"), "oid sha256:1\n");
    git("add", ".");
    Files.writeString(work.resolve("model.yaml"), "name: two\n");
    Files.writeString(work.resolve("a b.bin"), "oid sha256:2\n");

    Path programs = Files.createDirectory(directory.resolve("programs"));
    for (String program : new String[] {"git", "sh", "cat", "head"}) {
      String found = dev.gitmodel.lfs.Stock.run(work, "sh", "-c", "command -v " + program).strip();
      Path script = programs.resolve(program);
      Files.writeString(script, "#!/bin/sh\nexec " + found + " \"$@\"\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    assertThat(dev.gitmodel.lfs.Stock.run(work, "env", "PATH=" + programs, "git", "diff"))
        .contains("-name: one\n+name: two\n", "-oid sha256:1\n+oid sha256:2\n");
  }

  @Test
  void installingTwiceChangesNothing() throws Exception {
    around(work).install();
    String config = Files.readString(work.resolve(".git/config"));
    assertThat(around(work).install()).isEmpty();
    assertThat(work.resolve(".git/config")).hasContent(config);
    assertThat(Files.readAllLines(work.resolve(".git/info/attributes"))).hasSize(1);
  }

  @Test
  void whatIsMissingIsNamedAndNotMade() throws IOException {
    String config = Files.readString(work.resolve(".git/config"));
    assertThat(around(work.resolve("not/yet/there")).missing()).containsExactly(ALL);
    assertThat(work.resolve(".git/config")).hasContent(config);
    assertThat(work.resolve(".git/info/attributes")).doesNotExist();
  }

  @Test
  void theUsersOwnSettingsStay() throws Exception {
    git("config", "diff.lfs.textconv", "mine");
    Files.createDirectories(work.resolve(".git/info"));
    Files.writeString(work.resolve(".git/info/attributes"), "*.txt -diff");

    assertThat(around(work).install()).containsExactly(ALL[0], ALL[2]);

    assertThat(git("config", "diff.lfs.textconv")).isEqualTo("mine\n");
    assertThat(Files.readAllLines(work.resolve(".git/info/attributes")))
        .containsExactly("*.txt -diff", "model.yaml diff=git-model");
  }

  @Test
  void aLinkedWorkTreeSharesTheSettingsOfItsRepository() throws Exception {
    git("commit", "-q", "--allow-empty", "-m", "x");
    git("worktree", "add", "-q", directory.resolve("linked").toString());

    assertThat(around(directory.resolve("linked")).install()).containsExactly(ALL);

    assertThat(git("config", "diff.lfs.textconv")).contains("git-model textconv weights ");
    assertThat(around(work).missing()).isEmpty();
  }

  @Test
  void outsideOfARepositoryThereIsNothingToSet() {
    assertThat(DiffDrivers.around(directory)).isEmpty();
  }
}
