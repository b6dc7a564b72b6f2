package dev.gitmodel.git;

import static dev.gitmodel.git.CaredFor.GRACE;
import static dev.gitmodel.git.CaredFor.how;
import static dev.gitmodel.git.CaredFor.old;
import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Garbage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody refers to is freed, and nothing else. */
class GitGarbageTest {
  @TempDir Path folder;
  private CaredFor model;

  @BeforeEach
  void publish() throws IOException {
    model = new CaredFor(folder);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private List<String> freed(Duration grace, boolean dryRun) {
    return model.care.collect(IRIS, how(grace, dryRun)).garbage().stream()
        .map(Garbage::what)
        .toList();
  }

  @Test
  void anObjectThatNothingHoldsGoesOnceItIsOldEnough() throws IOException {
    Artifact orphan = model.orphan();
    assertThat(freed(GRACE, false)).isEmpty();
    old(model.large(orphan.digest()));

    String name = "LFS object " + orphan.digest().hex();
    assertThat(freed(GRACE, true)).containsExactly(name);
    assertThat(model.large(orphan.digest())).exists();
    Care.Freed freed = model.care.collect(IRIS, how(GRACE, false));
    assertThat(freed.garbage()).containsExactly(new Garbage(name, orphan.size()));
    assertThat(freed.bytes()).isEqualTo(orphan.size());
    assertThat(model.large(orphan.digest())).doesNotExist();
    assertThat(freed(GRACE, false)).isEmpty();
  }

  @Test
  void whatAVersionHoldsStaysHoweverOldItIs() throws IOException {
    try (Stream<Path> all = Files.walk(model.repository())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        old(file);
      }
    }
    Map<String, String> before = model.shelves.truth();

    assertThat(freed(Duration.ZERO, false)).isEmpty();
    assertThat(model.shelves.truth()).isEqualTo(before);
    assertThat(model.shelves.git("fsck", "--full", "--strict")).doesNotContain("missing", "error");
    assertThat(model.care.examine(IRIS, Examination.CONTENT)).isEmpty();
  }

  @Test
  void leftoversOfUploadsAndOfRepositoriesGo() throws IOException {
    Path upload = Files.createDirectories(model.repository().resolve("lfs/tmp")).resolve("up");
    Files.writeString(upload, "half");
    Path making = model.repository().resolveSibling(RepositoryMaker.TEMPORARY + "1");
    Files.createDirectories(making.resolve("refs"));
    assertThat(freed(GRACE, false)).isEmpty();
    old(upload);
    old(making);

    assertThat(freed(GRACE, true)).containsExactlyInAnyOrder("left-over up", "left-over .making-1");
    assertThat(freed(GRACE, false)).hasSize(2);
    assertThat(upload).doesNotExist();
    assertThat(making).doesNotExist();
  }

  @Test
  void gitObjectsThatNothingReachesGoAndNoneIsPromisedThatStays() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "nobody refers to this");
    String id = model.shelves.git("hash-object", "-w", text.toString()).strip();
    Path loose =
        model.repository().resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    assertThat(freed(Duration.ZERO, true)).as("a push may be under way").isEmpty();
    assertThat(freed(Duration.ZERO, false)).isEmpty();
    assertThat(loose).exists();
    old(loose);

    assertThat(freed(GRACE, true)).containsExactly("1 unreachable Git objects");
    assertThat(freed(GRACE, false)).hasSize(1);
    assertThat(loose).doesNotExist();
  }
}
