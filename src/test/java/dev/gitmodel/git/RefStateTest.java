package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stock git does to a ref is seen, and nothing else. */
class RefStateTest {
  @TempDir Path folder;
  private Stock stock;
  private Path repository;

  @BeforeEach
  void lay() throws Exception {
    stock = new Stock(folder);
    repository = stock.repository(folder);
    does("update-ref refs/heads/exp/one main");
    does("update-ref refs/aliases/champion main");
  }

  private void does(String line) throws Exception {
    stock.git(repository, line.split(" "));
  }

  /** The state, once the refs have not moved for a while. */
  private String settled() throws IOException {
    try (Stream<Path> all = Files.walk(repository)) {
      for (Path path : all.toList()) {
        FileTime then = Files.getLastModifiedTime(path);
        Files.setLastModifiedTime(path, FileTime.from(then.toInstant().minusSeconds(10)));
      }
    }
    return RefState.of(repository);
  }

  @Test
  void whileNothingMovesItIsUnchanged() throws Exception {
    String state = settled();
    assertThat(state).doesNotContain(" ", "\n");
    assertThat(RefState.unchanged(repository.toString(), state)).isTrue();
    does("hash-object -w --stdin");
    does("config core.other value");
    assertThat(RefState.unchanged(repository.toString(), state)).isTrue();
    assertThat(RefState.of(repository)).isEqualTo(state);
  }

  @Test
  void whatMovedJustNowHasNoStateThatCouldBeBelieved() throws Exception {
    does("update-ref refs/aliases/other main");
    assertThat(RefState.unchanged(repository.toString(), RefState.of(repository))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update-ref refs/heads/other main",
        "update-ref refs/aliases/champion HEAD^{tree}",
        "update-ref -d refs/aliases/champion",
        "update-ref refs/heads/exp/one HEAD^{tree}",
        "update-ref refs/heads/exp/two main",
        "update-ref -d refs/heads/exp/one",
        "update-ref refs/new/deep/er main",
        "tag -a -m one v1.0.0 main",
        "notes --ref=metrics add -m x main",
        "pack-refs --all",
        "branch -m exp/one exp/renamed"
      })
  void everyMoveIsSeen(String line) throws Exception {
    String state = settled();
    does(line.replace("HEAD^{tree}", next()));
    assertThat(RefState.unchanged(repository.toString(), state)).isFalse();
  }

  /** Another commit. */
  private String next() throws Exception {
    String tree = stock.git(repository, "rev-parse", "main^{tree}").strip();
    return stock.git(repository, "commit-tree", "-m", "next", tree).strip();
  }

  @Test
  void movesAmongPackedRefsAreSeen() throws Exception {
    does("pack-refs --all");
    for (String line :
        List.of(
            "update-ref -d refs/heads/exp/one",
            "update-ref refs/aliases/champion " + next(),
            "pack-refs --all",
            "update-ref -d refs/aliases/champion")) {
      String state = settled();
      does(line);
      assertThat(RefState.unchanged(repository.toString(), state)).as(line).isFalse();
    }
  }

  @Test
  void anotherRepositoryIsAnotherState() throws Exception {
    String state = settled();
    assertThat(RefState.unchanged(folder.resolve("nothing").toString(), state)).isFalse();
  }
}
