package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedRefsTest {
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

  private FetchedRefs around() {
    return FetchedRefs.around(work.resolve("below/it")).orElseThrow();
  }

  @Test
  void theUsersOwnRefspecsStayAndOursAreAddedOnce() throws Exception {
    git("remote", "add", "origin", "https://example.org/iris.git");
    String own = git("config", "--get-all", "remote.origin.fetch");

    assertThat(around().missing()).containsExactly("remote.origin.fetch");
    assertThat(git("config", "--get-all", "remote.origin.fetch")).isEqualTo(own);
    assertThat(around().install()).containsExactly("remote.origin.fetch");

    String all = git("config", "--get-all", "remote.origin.fetch");
    assertThat(all).startsWith(own).contains("+refs/aliases/*:refs/aliases/*\n");
    assertThat(all.substring(own.length()).lines()).containsExactlyElementsOf(FetchedRefs.SPECS);
    assertThat(around().install()).isEmpty();
    assertThat(git("config", "--get-all", "remote.origin.fetch")).isEqualTo(all);
  }

  @Test
  void noteAndLogAreNeverForced() {
    assertThat(FetchedRefs.SPECS)
        .filteredOn(spec -> spec.contains("refs/notes/") || spec.contains("refs/audit/"))
        .hasSize(5)
        .noneMatch(spec -> spec.startsWith("+"))
        .noneMatch(spec -> spec.startsWith("refs/notes/*"));
  }

  @Test
  void theOnlyRemoteIsItWhateverItIsCalled() throws Exception {
    assertThat(around().install()).isEmpty();
    git("remote", "add", "company", "https://example.org/iris.git");
    assertThat(around().missing()).containsExactly("remote.company.fetch");
    git("remote", "add", "other", "https://example.org/other.git");
    assertThat(around().missing()).isEmpty();
    git("remote", "add", "origin", "https://example.org/mine.git");
    assertThat(around().install()).containsExactly("remote.origin.fetch");
  }

  @Test
  void outsideOfARepositoryThereIsNothingToSet() {
    assertThat(FetchedRefs.around(directory)).isEmpty();
  }
}
