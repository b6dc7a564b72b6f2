package dev.gitmodel.git;

import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Care.Garbage;
import dev.gitmodel.store.Care.Mend;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody refers to is freed and nothing else; what a crash can leave is named and mended. */
class GitCareTest {
  private static final Duration GRACE = Duration.ofHours(2);

  @TempDir Path folder;
  private Shelves shelves;
  private GitModelStore store;
  private Care care;

  @BeforeEach
  void publish() throws IOException {
    shelves = new Shelves(folder);
    shelves.bench.published("1.0.0");
    store = shelves.open("care");
    care = store.care();
  }

  @AfterEach
  void close() {
    store.close();
    shelves.close();
  }

  private Path repository() {
    return shelves.repository();
  }

  private static Path old(Path path) throws IOException {
    Instant then = Instant.now().minus(Duration.ofDays(2));
    Files.setLastModifiedTime(path, FileTime.from(then));
    return path;
  }

  private static Care.Collecting how(Duration grace, boolean dryRun) {
    return new Care.Collecting(grace, Care.Copies.KEPT, dryRun);
  }

  private List<String> freed(Duration grace, boolean dryRun) {
    return care.collect(IRIS, how(grace, dryRun)).garbage().stream().map(Garbage::what).toList();
  }

  private Path large(Digest digest) {
    return store.lfs(IRIS).location(digest);
  }

  /** Bytes that were stored for a version that was then never published. */
  private Artifact orphan() {
    return shelves
        .bench
        .files()
        .put(List.of(shelves.bench.large("w.bin", "nobody's")), List.of(), (bytes) -> {})
        .files()
        .get(0);
  }

  @Test
  void anObjectThatNothingHoldsGoesOnceItIsOldEnough() throws IOException {
    Artifact orphan = orphan();
    assertThat(freed(GRACE, false)).isEmpty();
    old(large(orphan.digest()));

    String name = "LFS object " + orphan.digest().hex();
    assertThat(freed(GRACE, true)).containsExactly(name);
    assertThat(large(orphan.digest())).exists();
    Care.Freed freed = care.collect(IRIS, how(GRACE, false));
    assertThat(freed.garbage()).containsExactly(new Garbage(name, orphan.size()));
    assertThat(freed.bytes()).isEqualTo(orphan.size());
    assertThat(large(orphan.digest())).doesNotExist();
    assertThat(freed(GRACE, false)).isEmpty();
  }

  @Test
  void whatAVersionHoldsStaysHoweverOldItIs() throws IOException {
    try (Stream<Path> all = Files.walk(repository())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        old(file);
      }
    }
    Map<String, String> before = shelves.truth();

    assertThat(freed(Duration.ZERO, false)).isEmpty();
    assertThat(shelves.truth()).isEqualTo(before);
    assertThat(shelves.git("fsck", "--full", "--strict")).doesNotContain("missing", "error");
    assertThat(care.examine(IRIS, Examination.CONTENT)).isEmpty();
  }

  @Test
  void leftoversOfUploadsAndOfRepositoriesGo() throws IOException {
    Path upload = Files.createDirectories(repository().resolve("lfs/tmp")).resolve("up");
    Files.writeString(upload, "half");
    Path making = repository().resolveSibling(RepositoryMaker.TEMPORARY + "1");
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
    String id = shelves.git("hash-object", "-w", text.toString()).strip();
    Path loose =
        repository().resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    assertThat(freed(Duration.ZERO, true)).as("a push may be under way").isEmpty();
    assertThat(freed(Duration.ZERO, false)).isEmpty();
    assertThat(loose).exists();
    old(loose);

    assertThat(freed(GRACE, true)).containsExactly("1 unreachable Git objects");
    assertThat(freed(GRACE, false)).hasSize(1);
    assertThat(loose).doesNotExist();
  }

  @Test
  void aSoundRepositoryHasNoFindings() {
    for (Examination how : Examination.values()) {
      assertThat(care.examine(IRIS, how)).as(how.name()).isEmpty();
    }
    assertThat(mended(false)).isEmpty();
  }

  private Artifact weights(String version) {
    return shelves.bench.look().version(Version.parse(version)).files().stream()
        .filter(Artifact::isLfs)
        .findFirst()
        .orElseThrow();
  }

  private List<String> mended(boolean dryRun) {
    return care.mend(IRIS, dryRun).stream()
        .map(mend -> dryRun ? mend.todo() : mend.done())
        .toList();
  }

  private List<String> subjects(Examination how) {
    return care.examine(IRIS, how).stream().map(Finding::subject).toList();
  }

  @Test
  void settingsAndLocksAreNamedAndMended() throws IOException {
    shelves.git("config", "receive.denyDeletes", "false");
    Path lock = old(Files.createFile(repository().resolve("refs/heads/main.lock")));

    assertThat(subjects(Examination.REFS)).containsExactly("acme/iris: config receive.denyDeletes");
    assertThat(subjects(Examination.PRESENCE))
        .containsExactly(
            "acme/iris: config receive.denyDeletes", "acme/iris: refs/heads/main.lock");
    assertThat(mended(false))
        .containsExactly(
            "removed the left-over lock refs/heads/main.lock", "set receive.denyDeletes = true");
    assertThat(lock).doesNotExist();
    assertThat(subjects(Examination.PRESENCE)).isEmpty();
  }

  /** Mending leaves a fresh lock alone, so to mend at once is no advice. */
  @Test
  void aLockThatSomebodyMayHoldIsToldFromOneThatIsLeftOver() throws IOException {
    Path lock = Files.createFile(repository().resolve("refs/heads/main.lock"));

    assertThat(mended(false)).isEmpty();
    assertThat(care.examine(IRIS, Examination.PRESENCE))
        .singleElement()
        .satisfies(f -> assertThat(f.hint()).startsWith("where no git is at work, look again"));
    old(lock);
    assertThat(care.examine(IRIS, Examination.PRESENCE))
        .singleElement()
        .satisfies(f -> assertThat(f.hint()).isEqualTo("git model doctor --fix acme/iris"));
  }

  @Test
  void whoWatchesAnExaminationHearsOfEveryByteOfLargeFiles() {
    AtomicLong total = new AtomicLong();
    AtomicLong read = new AtomicLong();
    Progress watch =
        new Progress() {
          @Override
          public void advance(long bytes) {
            throw new AssertionError("the bar for " + bytes + " bytes was not begun");
          }

          @Override
          public Progress next(String label, long bytes) {
            total.set(bytes);
            return read::addAndGet;
          }
        };

    assertThat(care.examine(IRIS, Examination.CONTENT, watch)).isEmpty();
    assertThat(total).hasPositiveValue();
    assertThat(read).hasValue(total.get());
  }

  @Test
  void aRehearsalNamesTheSameAndMendsNothing() throws IOException {
    shelves.git("config", "receive.denyDeletes", "false");
    Path lock = old(Files.createFile(repository().resolve("refs/heads/main.lock")));
    Path upload = Files.createDirectories(repository().resolve("lfs/tmp")).resolve("up");
    old(Files.writeString(upload, "half"));
    shelves.answers("care");
    List<String> wrong = subjects(Examination.PRESENCE);

    assertThat(mended(true))
        .containsExactly(
            "remove the left-over lock refs/heads/main.lock",
            "set receive.denyDeletes = true",
            "remove left-over up");
    assertThat(care.mend(IRIS, true)).extracting(Mend::subject).containsAll(wrong);
    assertThat(care.collect(IRIS, how(GRACE, true)).garbage()).hasSize(1);
    assertThat(lock).exists();
    assertThat(upload).exists();
    assertThat(shelves.git("config", "receive.denyDeletes")).isEqualTo("false\n");
    assertThat(mended(false)).hasSize(3);
  }

  @Test
  void anObjectThatIsMissingOrCutShortIsNamedWithoutReadingAny() throws IOException {
    Artifact weights = weights("1.0.0");
    Path object = large(weights.digest());
    String subject = "acme/iris: LFS object " + weights.digest().hex();
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "x".repeat((int) weights.size()));
    assertThat(subjects(Examination.PRESENCE)).as("of its size").isEmpty();
    Files.writeString(object, "short");
    assertThat(subjects(Examination.PRESENCE)).containsExactly(subject);
    Files.delete(object);
    assertThat(subjects(Examination.REFS)).isEmpty();
    assertThat(care.examine(IRIS, Examination.PRESENCE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo(subject);
              assertThat(finding.matter()).contains(weights.path() + " of acme/iris@1.0.0");
              assertThat(finding.hint()).startsWith("push the same version again");
            });
  }

  @Test
  void anObjectThatOnlyABranchHoldsIsLookedForToo() throws IOException {
    shelves.bench.published("1.1.0");
    Artifact weights = weights("1.1.0");
    shelves.git("update-ref", "-d", "refs/tags/v1.1.0");
    assertThat(subjects(Examination.PRESENCE)).isEmpty();
    Files.delete(large(weights.digest()));

    assertThat(care.examine(IRIS, Examination.PRESENCE))
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("w.bin of refs/heads/main"));
  }

  @Test
  void aRefToNothingIsNamed() throws IOException {
    Files.writeString(
        Files.createDirectories(repository().resolve("refs/aliases")).resolve("lost"),
        "1".repeat(40) + "\n");

    assertThat(care.examine(IRIS, Examination.REFS))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("acme/iris: refs/aliases/lost");
              assertThat(finding.matter()).contains("1".repeat(40), "not there");
            });
  }

  @Test
  void contentThatIsNotWhatItsNameSaysIsNamed() throws IOException {
    Artifact weights = orphan();
    Path object = large(weights.digest());
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "somebody");

    assertThat(subjects(Examination.PRESENCE)).isEmpty();
    assertThat(subjects(Examination.CONTENT))
        .containsExactly("acme/iris: LFS object " + weights.digest().hex());
  }

  @Test
  void mendingForgetsWhatWasKept() throws IOException {
    shelves.answers("care");
    assertThat(shelves.cache("care")).isNotEmptyDirectory();
    mended(false);
    try (Stream<Path> kept = Files.walk(shelves.cache("care"))) {
      assertThat(kept.filter(p -> p.toString().endsWith(".versions"))).isEmpty();
    }
  }
}
