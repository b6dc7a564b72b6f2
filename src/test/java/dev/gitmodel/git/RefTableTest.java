package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refs read as files are the refs that stock git lists. */
class RefTableTest {
  @TempDir Path folder;
  private Stock stock;
  private Path repository;

  @BeforeEach
  void makeRepository() throws Exception {
    stock = new Stock(folder);
    repository = stock.repository(folder);
  }

  private void agreesWithStockGit() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    stock
        .git(repository, "for-each-ref", "--format=%(refname) %(objectname)")
        .lines()
        .forEach(l -> listed.put(l.substring(0, l.indexOf(' ')), l.substring(l.indexOf(' ') + 1)));
    Map<String, String> read = new TreeMap<>();
    RefTable.read(repository).refs().forEach((ref, entry) -> read.put(ref, entry.id().hex()));
    assertThat(read).isEqualTo(listed);
  }

  @Test
  void looseRefsAreRead() throws Exception {
    stock.git(repository, "tag", "-a", "-m", "one", "v1.0.0", "main");
    stock.git(repository, "update-ref", "refs/aliases/champion", "v1.0.0");
    agreesWithStockGit();
  }

  @Test
  void packedRefsAreReadWithTheCommitsBehindTags() throws Exception {
    stock.git(repository, "tag", "-a", "-m", "one", "v1.0.0", "main");
    stock.git(repository, "pack-refs", "--all");
    agreesWithStockGit();
    String commit = stock.git(repository, "rev-parse", "main").strip();
    assertThat(RefTable.read(repository).below("refs/tags/").get("v1.0.0").peeled())
        .contains(new Revision(commit));
  }

  @Test
  void aLooseRefWinsOverThePackedOne() throws Exception {
    stock.git(repository, "pack-refs", "--all");
    String tree = stock.git(repository, "rev-parse", "main^{tree}").strip();
    String next = stock.git(repository, "commit-tree", "-m", "next", tree).strip();
    stock.git(repository, "update-ref", "refs/heads/main", next);
    agreesWithStockGit();
  }

  @Test
  void aNameOutsideAsciiIsRead() throws Exception {
    stock.git(repository, "update-ref", "refs/heads/größe", "main");
    stock.git(repository, "pack-refs", "--all");
    agreesWithStockGit();
  }

  @Test
  void locksAreNoRefs() throws Exception {
    Files.writeString(repository.resolve("refs/heads/main.lock"), "");
    agreesWithStockGit();
  }

  @Test
  void anEmptyRepositoryHasNoRefs() throws Exception {
    stock.git(repository, "update-ref", "-d", "refs/heads/main");
    assertThat(RefTable.read(repository).refs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "0123", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n"})
  void aRefThatHoldsGarbageIsNamed(String garbage) throws Exception {
    Files.writeString(repository.resolve("refs/heads/main"), garbage);
    assertThatThrownBy(() -> RefTable.read(repository))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT))
        .hasMessageContaining("refs/heads/main");
  }

  @Test
  void aRefToARefIsNone() throws Exception {
    stock.git(repository, "symbolic-ref", "refs/heads/trunk", "refs/heads/main");
    assertThat(RefTable.read(repository).refs().keySet()).containsExactly("refs/heads/main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "^12", "\u0000\u0000\u0000"})
  void aLineOfPackedRefsThatIsNoneIsNamed(String garbage) throws Exception {
    stock.git(repository, "pack-refs", "--all");
    Path packed = repository.resolve("packed-refs");
    Files.writeString(packed, Files.readString(packed) + garbage + "\n");
    assertThatThrownBy(() -> RefTable.read(repository))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT))
        .hasMessageContaining("line 3 of " + packed);
  }
}
