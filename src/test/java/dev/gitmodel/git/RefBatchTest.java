package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs move all or none, and stock git reads them as they are meant. */
class RefBatchTest {
  @TempDir Path folder;
  private final Repositories repositories = new Repositories();
  private Stock stock;
  private Path path;
  private Revision first;
  private Revision second;

  @BeforeEach
  void makeRepository() throws Exception {
    stock = new Stock(folder);
    path = stock.repository(folder);
    first = revision("main");
    String tree = git("rev-parse", "main^{tree}");
    second = new Revision(git("commit-tree", "-m", "second", "-p", "main", tree));
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  private String git(String... arguments) throws Exception {
    return stock.git(path, arguments).strip();
  }

  private Revision revision(String name) throws Exception {
    return new Revision(git("rev-parse", "--verify", name));
  }

  private RefBatch batch() {
    return new RefBatch(path, new LooseReader(path, () -> repositories.at(path)));
  }

  private void move(RefMove... moves) {
    batch().apply(List.of(moves));
  }

  private List<String> refs() throws Exception {
    return git("for-each-ref", "--format=%(refname) %(objectname)").lines().toList();
  }

  @Test
  void looseAndPackedRefsMoveAlike() throws Exception {
    git("update-ref", "refs/heads/packed", "main");
    git("pack-refs", "--all");
    git("update-ref", "refs/heads/loose", "main");
    git("update-ref", "refs/heads/gone", "main");

    move(
        new RefMove("refs/heads/packed", first, second),
        new RefMove("refs/heads/loose", first, second),
        new RefMove("refs/heads/gone", first, Revision.NONE),
        new RefMove("refs/aliases/new", Revision.NONE, second));

    assertThat(refs())
        .containsExactly(
            "refs/aliases/new " + second.hex(),
            "refs/heads/loose " + second.hex(),
            "refs/heads/main " + first.hex(),
            "refs/heads/packed " + second.hex());
    assertThat(git("fsck", "--full", "--strict")).doesNotContain("error");
    try (Stream<Path> left = Files.walk(path)) {
      assertThat(left.map(Path::toString)).noneMatch(p -> p.contains("git-model"));
    }
  }

  @Test
  void oneThatMovedMeanwhileKeepsAllWhereTheyAre() throws Exception {
    List<String> before = refs();
    assertThatThrownBy(
            () ->
                move(
                    new RefMove("refs/aliases/new", Revision.NONE, second),
                    new RefMove("refs/heads/main", second, first)))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFLICT))
        .hasMessageContaining("refs/heads/main");
    assertThat(refs()).isEqualTo(before);
    assertThat(new StaleLocks(path).all()).isEmpty();
  }

  @Test
  void aRefInAnotherIsRefusedWhetherThatIsPackedOrLoose() throws Exception {
    for (String state : List.of("loose", "packed")) {
      if (state.equals("packed")) {
        git("pack-refs", "--all");
      }
      assertThatThrownBy(() -> move(new RefMove("refs/heads/main/x", Revision.NONE, second)))
          .as(state)
          .isInstanceOf(RegistryException.class);
      assertThatThrownBy(() -> move(new RefMove("refs/heads", Revision.NONE, second)))
          .as(state)
          .isInstanceOf(RegistryException.class);
    }
    move(
        new RefMove("refs/heads/main", first, Revision.NONE),
        new RefMove("refs/heads/main/x", Revision.NONE, second));
    assertThat(refs()).containsExactly("refs/heads/main/x " + second.hex());
  }

  @Test
  void tagsArePeeledAndNamesAreKeptByteForByte() throws Exception {
    git("tag", "-a", "-m", "one", "v1", "main");
    Revision tag = revision("refs/tags/v1");
    // Without "fully-peeled": written by who did not look behind tags outside refs/tags.
    Files.write(
        path.resolve("packed-refs"),
        ("# pack-refs with: peeled \n"
                + first.hex()
                + " refs/heads/caf\u00e9\n"
                + tag.hex()
                + " refs/other/v1\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    move(
        new RefMove("refs/heads/\uff01", Revision.NONE, second),
        new RefMove("refs/heads/\ud83d\ude00", Revision.NONE, second),
        new RefMove("refs/copy/v1", Revision.NONE, tag));

    String packed = Files.readString(path.resolve("packed-refs"), StandardCharsets.ISO_8859_1);
    assertThat(packed).startsWith("# pack-refs with: peeled fully-peeled sorted \n");
    assertThat(packed).contains(first.hex() + " refs/heads/caf\u00e9\n");
    assertThat(packed)
        .contains(
            tag.hex() + " refs/copy/v1\n^" + first.hex(),
            tag.hex() + " refs/other/v1\n^" + first.hex());
    // Stock git searches by halves, so it finds them only where they are in its order.
    assertThat(revision("refs/heads/\uff01")).isEqualTo(second);
    assertThat(revision("refs/heads/\ud83d\ude00")).isEqualTo(second);
  }

  @Test
  void packingLeavesNothingLooseAndMovesNothing() throws Exception {
    git("tag", "-a", "-m", "one", "v1", "main");
    git("update-ref", "refs/aliases/champion", "v1");
    List<String> before = refs();

    batch().pack();

    assertThat(refs()).isEqualTo(before);
    try (Stream<Path> files = Files.walk(path.resolve("refs"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void foldersThatOnlyHeldLocksAreNotLeftBehind() throws Exception {
    git("update-ref", "refs/aliases/loose", "main");
    move(
        new RefMove("refs/aliases/new", Revision.NONE, second),
        new RefMove("refs/heads/exp/one", Revision.NONE, second),
        new RefMove("refs/audit/log", Revision.NONE, second));
    assertThat(foldersOfRefs()).containsExactlyInAnyOrder("aliases", "heads", "tags");
    git("update-ref", "refs/heads/exp/two", "main");
    move(new RefMove("refs/heads/exp/one", second, first));
    assertThat(foldersOfRefs()).containsExactlyInAnyOrder("aliases", "heads", "heads/exp", "tags");
  }

  private List<String> foldersOfRefs() throws Exception {
    Path refs = path.resolve("refs");
    try (Stream<Path> all = Files.walk(refs)) {
      return all.filter(Files::isDirectory)
          .map(folder -> refs.relativize(folder).toString())
          .filter(name -> !name.isEmpty())
          .toList();
    }
  }

  @Test
  void aStockGitMakesRefsInFoldersThatGoMeanwhile() throws Exception {
    // To delete a ref it takes turns with us at packed-refs, which is not what this is about.
    git("config", "core.packedRefsTimeout", "60000");
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> ours =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                move(new RefMove("refs/deep/er/ours", Revision.NONE, first));
                move(new RefMove("refs/deep/er/ours", first, Revision.NONE));
              }
            });
    for (int i = 0; i < 50; i++) {
      git("update-ref", "refs/deep/er/" + i, "main");
      git("update-ref", "-d", "refs/deep/er/" + i);
    }
    done.set(true);
    ours.get(1, TimeUnit.MINUTES);
    assertThat(new StaleLocks(path).all()).isEmpty();
  }

  @Test
  void aBrokenPackedRefsIsLeftAsItIs() throws Exception {
    git("pack-refs", "--all");
    git("update-ref", "refs/heads/lost", second.hex());
    Path file = path.resolve("packed-refs");
    // A folder can't be replaced by a file: the rename fails.
    Files.delete(file);
    Files.createDirectories(file.resolve("in the way"));
    assertThatThrownBy(() -> move(new RefMove("refs/heads/lost", second, first)))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STORAGE));
    assertThat(path.resolve("refs/heads/lost")).hasContent(second.hex());
    assertThat(new StaleLocks(path).all()).isEmpty();
  }
}
