package dev.gitmodel.git;

import static dev.gitmodel.git.CaredFor.GRACE;
import static dev.gitmodel.git.CaredFor.how;
import static dev.gitmodel.git.CaredFor.old;
import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Care.Mend;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong, and what a crash can leave, is named and mended. */
class GitCareTest {
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

  private Artifact weights(String version) {
    return model.shelves.bench.look().version(Version.parse(version)).files().stream()
        .filter(Artifact::isLfs)
        .findFirst()
        .orElseThrow();
  }

  private List<String> mended(boolean dryRun) {
    return model.care.mend(IRIS, dryRun).stream()
        .map(mend -> dryRun ? mend.todo() : mend.done())
        .toList();
  }

  private List<String> subjects(Examination how) {
    return model.care.examine(IRIS, how).stream().map(Finding::subject).toList();
  }

  @Test
  void aSoundRepositoryHasNoFindings() {
    for (Examination how : Examination.values()) {
      assertThat(model.care.examine(IRIS, how)).as(how.name()).isEmpty();
    }
    assertThat(mended(false)).isEmpty();
  }

  @Test
  void settingsAndLocksAreNamedAndMended() throws IOException {
    model.shelves.git("config", "receive.denyDeletes", "false");
    Path lock = old(Files.createFile(model.repository().resolve("refs/heads/main.lock")));

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
    Path lock = Files.createFile(model.repository().resolve("refs/heads/main.lock"));

    assertThat(mended(false)).isEmpty();
    assertThat(model.care.examine(IRIS, Examination.PRESENCE))
        .singleElement()
        .satisfies(f -> assertThat(f.hint()).startsWith("where no git is at work, look again"));
    old(lock);
    assertThat(model.care.examine(IRIS, Examination.PRESENCE))
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

    assertThat(model.care.examine(IRIS, Examination.CONTENT, watch)).isEmpty();
    assertThat(total).hasPositiveValue();
    assertThat(read).hasValue(total.get());
  }

  @Test
  void aRehearsalNamesTheSameAndMendsNothing() throws IOException {
    model.shelves.git("config", "receive.denyDeletes", "false");
    Path lock = old(Files.createFile(model.repository().resolve("refs/heads/main.lock")));
    Path upload = Files.createDirectories(model.repository().resolve("lfs/tmp")).resolve("up");
    old(Files.writeString(upload, "half"));
    model.shelves.answers("care");
    List<String> wrong = subjects(Examination.PRESENCE);

    assertThat(mended(true))
        .containsExactly(
            "remove the left-over lock refs/heads/main.lock",
            "set receive.denyDeletes = true",
            "remove left-over up");
    assertThat(model.care.mend(IRIS, true)).extracting(Mend::subject).containsAll(wrong);
    assertThat(model.care.collect(IRIS, how(GRACE, true)).garbage()).hasSize(1);
    assertThat(lock).exists();
    assertThat(upload).exists();
    assertThat(model.shelves.git("config", "receive.denyDeletes")).isEqualTo("false\n");
    assertThat(mended(false)).hasSize(3);
  }

  @Test
  void anObjectThatIsMissingOrCutShortIsNamedWithoutReadingAny() throws IOException {
    Artifact weights = weights("1.0.0");
    Path object = model.large(weights.digest());
    String subject = "acme/iris: LFS object " + weights.digest().hex();
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "x".repeat((int) weights.size()));
    assertThat(subjects(Examination.PRESENCE)).as("of its size").isEmpty();
    Files.writeString(object, "short");
    assertThat(subjects(Examination.PRESENCE)).containsExactly(subject);
    Files.delete(object);
    assertThat(subjects(Examination.REFS)).isEmpty();
    assertThat(model.care.examine(IRIS, Examination.PRESENCE))
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
    model.shelves.bench.published("1.1.0");
    Artifact weights = weights("1.1.0");
    model.shelves.git("update-ref", "-d", "refs/tags/v1.1.0");
    assertThat(subjects(Examination.PRESENCE)).isEmpty();
    Files.delete(model.large(weights.digest()));

    assertThat(model.care.examine(IRIS, Examination.PRESENCE))
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("w.bin of refs/heads/main"));
  }

  @Test
  void aRefToNothingIsNamed() throws IOException {
    Files.writeString(
        Files.createDirectories(model.repository().resolve("refs/aliases")).resolve("lost"),
        "1".repeat(40) + "\n");

    assertThat(model.care.examine(IRIS, Examination.REFS))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("acme/iris: refs/aliases/lost");
              assertThat(finding.matter()).contains("1".repeat(40), "not there");
            });
  }

  @Test
  void contentThatIsNotWhatItsNameSaysIsNamed() throws IOException {
    Artifact weights = model.orphan();
    Path object = model.large(weights.digest());
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "somebody");

    assertThat(subjects(Examination.PRESENCE)).isEmpty();
    assertThat(subjects(Examination.CONTENT))
        .containsExactly("acme/iris: LFS object " + weights.digest().hex());
  }

  @Test
  void mendingForgetsWhatWasKept() throws IOException {
    model.shelves.answers("care");
    assertThat(model.shelves.cache("care")).isNotEmptyDirectory();
    mended(false);
    try (Stream<Path> kept = Files.walk(model.shelves.cache("care"))) {
      assertThat(kept.filter(p -> p.toString().endsWith(".versions"))).isEmpty();
    }
  }
}
