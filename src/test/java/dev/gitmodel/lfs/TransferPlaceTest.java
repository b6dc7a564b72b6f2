package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferPlaceTest {
  @TempDir Path folder;
  private Path bare = Path.of("");
  private Path withTree = Path.of("");
  private Path linked = Path.of("");

  @BeforeEach
  void repositories() throws Exception {
    Path root = folder.toRealPath();
    bare = root.resolve("home/srv/iris.git");
    withTree = root.resolve("home/srv/tree");
    linked = root.resolve("home/srv/linked");
    Files.createDirectories(withTree);
    Stock.run(root, "git", "init", "-q", "--bare", bare.toString());
    Stock.run(withTree, "git", "init", "-q");
    Stock.run(withTree, "git", "commit", "-q", "--allow-empty", "-m", "first");
    Stock.run(withTree, "git", "worktree", "add", "-q", linked.toString());
    Files.createDirectories(root.resolve("home/srv/empty"));
  }

  private TransferPlace place() {
    Path home = bare.resolveSibling("..").normalize();
    return new TransferPlace(home, home, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "srv/iris.git",
        "srv/iris",
        "~/srv/iris",
        "/~/srv/iris.git",
        "srv/../srv/iris.git/"
      })
  void aPathMeansWhatStockGitReadsInIt(String typed) {
    assertThat(place().repository(typed)).isEqualTo(bare);
  }

  @Test
  void anAbsolutePathMeansThatFolder() {
    assertThat(place().repository(bare.toString())).isEqualTo(bare);
  }

  @Test
  void aWorkTreeMeansTheRepositoryBehindIt() {
    assertThat(place().repository("srv/tree")).isEqualTo(withTree.resolve(".git"));
    assertThat(place().repository("srv/tree/.git")).isEqualTo(withTree.resolve(".git"));
    assertThat(place().repository("srv/linked")).isEqualTo(withTree.resolve(".git"));
  }

  private static void fails(Problem problem, TransferPlace place, String typed) {
    assertThatThrownBy(() -> place.repository(typed))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-x", "--upload-pack=x", "a\nb", "a\u0000b", "~eve/iris", "/~eve/iris"})
  void whatIsNoPathIsRefused(String typed) {
    fails(Problem.INVALID, place(), typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"srv", "srv/empty", "nothing", "/", "srv/iris.git/objects"})
  void whatIsNoRepositoryIsNotServed(String typed) {
    fails(Problem.NOT_FOUND, place(), typed);
  }

  @Test
  void nothingOutsideOfTheRootIsServedByWhateverPath() throws IOException {
    Path root = Files.createDirectories(folder.toRealPath().resolve("served"));
    Files.createSymbolicLink(root.resolve("link.git"), bare);
    TransferPlace served = new TransferPlace(root, bare.resolveSibling("."), Optional.of(root));

    fails(Problem.NOT_FOUND, served, bare.toString());
    fails(Problem.NOT_FOUND, served, "link.git");
    fails(Problem.NOT_FOUND, served, "../home/srv/iris.git");
    fails(Problem.NOT_FOUND, served, "~/iris.git");
    assertThat(
            new TransferPlace(root, root, Optional.of(bare.resolveSibling("..")))
                .repository("link.git"))
        .isEqualTo(bare);
  }
}
