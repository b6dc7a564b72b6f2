package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever became of the index or behind its back: the answers are those of the objects. */
class VersionIndexTest {
  private static final String KEPT = "kept";

  @TempDir Path folder;
  private Shelves shelves;

  @BeforeEach
  void publish() throws IOException {
    shelves = new Shelves(folder);
    shelves.bench.published("1.0.0");
    shelves.bench.published("1.1.0");
    shelves.metric("1.0.0", "f1", 7);
    shelves.metric("1.1.0", "f1", 8);
    shelves.describe("1.0.0", "first words");
    agrees();
  }

  @AfterEach
  void close() {
    shelves.close();
  }

  private void agrees() {
    Map<String, String> truth = shelves.truth();
    assertThat(shelves.answers(KEPT)).isEqualTo(truth);
    assertThat(shelves.answers(KEPT)).as("from what was kept").isEqualTo(truth);
  }

  @Test
  void aNoteThatStockGitRemovedIsGone() {
    shelves.git("notes", "--ref=metrics", "remove", "v1.0.0^{commit}");
    assertThat(shelves.truth().get("1.0.0 metrics")).doesNotContain("f1");
    agrees();
  }

  @Test
  void aRewoundNotesRefTakesItsNotesBack() {
    shelves.rewind("refs/notes/metrics");
    assertThat(shelves.truth().get("1.1.0 metrics")).doesNotContain("f1");
    agrees();
  }

  @Test
  void notesWhoseOldTipWasCollectedAreReadFromTheStart() {
    shelves.git("notes", "--ref=metrics", "remove", "v1.0.0^{commit}");
    String tree = shelves.git("rev-parse", "refs/notes/metrics^{tree}").strip();
    String alone = shelves.git("commit-tree", "-m", "squashed", tree).strip();
    shelves.git("update-ref", "refs/notes/metrics", alone);
    shelves.git("gc", "--quiet", "--prune=now");
    agrees();
  }

  @Test
  void notesThatAreGoneAltogetherAreGone() {
    shelves.git("update-ref", "-d", "refs/notes/metrics");
    shelves.git("update-ref", "-d", "refs/notes/description");
    agrees();
  }

  @Test
  void aRewoundAuditLogTakesItsTombstonesBack() {
    shelves.bench.delete("1.1.0");
    assertThat(shelves.answers(KEPT).get("1.1.0 tombstone")).isNotEqualTo("Optional.empty");
    shelves.rewind("refs/audit/log");
    assertThat(shelves.truth().get("1.1.0 tombstone")).isEqualTo("Optional.empty");
    agrees();
  }

  @Test
  void aTagThatStockGitReplacedIsReadAnew() {
    shelves.git("update-ref", "refs/tags/v1.0.0", "refs/tags/v1.1.0");
    shelves.git(
        "tag", "-f", "-a", "-m", "other\n\nModel-Digest: none", "v1.0.0", "v1.1.0^{commit}");
    try (GitModelStore store = shelves.open(KEPT)) {
      Snapshot now = store.look(dev.gitmodel.store.Bench.IRIS);
      assertThat(now.versions()).containsExactly(Version.parse("1.1.0"));
      assertThat(now.strays()).containsOnlyKeys(Version.parse("1.0.0"));
    }
  }

  @Test
  void whatStockGitCommitsIsTracedAsItIsWritten() throws IOException {
    String text =
        "version: 1.2.0\nbase_model: acme/other@1.0.0\ntraining:\n  hyperparameters:\n    rate: 0.5\n";
    Path file = Files.writeString(folder.resolve("model.yaml"), text);
    String blob = shelves.git("hash-object", "-w", file.toString()).strip();
    Path index = folder.resolve("index");
    String entry = "100644," + blob + ",model.yaml";
    shelves.gitWith(index, "read-tree", "v1.1.0");
    shelves.gitWith(index, "update-index", "--add", "--cacheinfo", entry);
    String tree = shelves.gitWith(index, "write-tree").strip();
    String parent = shelves.git("rev-parse", "v1.1.0^{commit}").strip();
    String message = "By hand\n\nRun-Id: run-7\nExperiment-Id: by-hand";
    String commit = shelves.git("commit-tree", "-p", parent, "-m", message, tree).strip();
    shelves.git("tag", "-a", "-m", "by hand", "v1.2.0", commit);
    shelves.git("update-ref", "refs/heads/main", commit);
    String log = shelves.git("rev-parse", "refs/audit/log").strip();
    String move = "Operation: alias.move\nRef: refs/heads/main " + parent + " " + commit;
    String empty = shelves.git("rev-parse", log + "^{tree}").strip();
    shelves.git(
        "update-ref",
        "refs/audit/log",
        shelves.git("commit-tree", "-p", log, "-m", "moved by hand", "-m", move, empty).strip());
    Map<String, String> truth = shelves.truth();
    assertThat(truth.get("1.2.0 origin")).contains("by-hand", "run-7", "acme/other@1.0.0", parent);
    assertThat(truth.get("log")).contains("moved by hand", commit);
    assertThat(truth.get("1.1.0 print")).isNotEqualTo(truth.get("1.2.0 print"));
    agrees();
  }

  @Test
  void racingWritersOfTheIndexLoseLinesAtMost() {
    GitModelStore one = shelves.open(KEPT);
    GitModelStore two = shelves.open(KEPT);
    shelves.metric("1.0.0", "one", 1);
    Shelves.answers(one);
    shelves.git("notes", "--ref=metrics", "remove", "v1.1.0^{commit}");
    Shelves.answers(two);
    shelves.describe("1.1.0", "later");
    Shelves.answers(one);
    two.close();
    one.close();
    agrees();
    shelves.rewind("refs/notes/metrics");
    agrees();
  }

  @Test
  void aProcessThatKeepsTwiceKeepsAllOfIt() {
    GitModelStore store = shelves.open(KEPT);
    shelves.metric("1.0.0", "one", 1);
    Shelves.answers(store);
    store.close();
    shelves.metric("1.1.0", "two", 2);
    Shelves.answers(store);
    store.close();
    agrees();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(shelves.cache(KEPT))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void damagedBytesAreNotBelieved(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      for (Path file : files()) {
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        if (random.nextBoolean()) {
          bytes[at] ^= (byte) (1 << random.nextInt(8));
          Files.write(file, bytes);
        } else {
          Files.write(file, java.util.Arrays.copyOf(bytes, at));
        }
      }
      agrees();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void afterAnyChangesTheAnswersAreTheSame(long seed) {
    Random random = new Random(seed);
    StringBuilder story = new StringBuilder();
    for (int step = 0; step < 25; step++) {
      story.append(shelves.change(random)).append('\n');
      if (random.nextInt(3) > 0) {
        assertThat(shelves.answers(KEPT)).as(story.toString()).isEqualTo(shelves.truth());
      }
    }
    agrees();
  }
}
