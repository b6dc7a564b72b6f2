package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed process's locks go; a stock git's that is at work stay. */
class StaleLocksTest {
  @TempDir Path folder;
  private Path repository;
  private StaleLocks locks;

  @BeforeEach
  void layRepository() {
    repository = folder.resolve("r.git");
    Repositories.lay(repository);
    locks = new StaleLocks(repository);
  }

  private Path lock(String name) throws Exception {
    return Files.writeString(repository.resolve(name), "");
  }

  @Test
  void thoseOfAKilledGitModelGoAndNoOther() throws Exception {
    // Not closed: as a killed process leaves it.
    GitLocks killed = new GitLocks(repository);
    killed.take("packed-refs");
    killed.take("refs/notes/new/one");
    Path stock = lock("refs/heads/main.lock");

    assertThat(locks.sweep())
        .containsExactlyInAnyOrder(
            repository.resolve("packed-refs.lock"), repository.resolve("refs/notes/new/one.lock"));
    assertThat(locks.all()).containsExactly(stock);
    assertThat(GitLocks.intent(repository)).doesNotExist();
  }

  @Test
  void closedOnesLeaveNothing() throws Exception {
    try (GitLocks held = new GitLocks(repository)) {
      held.take("packed-refs");
      held.take("packed-refs");
      assertThat(repository.resolve("packed-refs.lock")).exists();
    }
    assertThat(locks.all()).isEmpty();
    assertThat(GitLocks.intent(repository)).doesNotExist();
  }

  @Test
  void oneThatSomebodyElseHoldsIsAConflictAfterAWhile() throws Exception {
    lock("packed-refs.lock");
    try (GitLocks held = new GitLocks(repository)) {
      assertThatThrownBy(() -> held.take("packed-refs"))
          .isInstanceOfSatisfying(
              RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFLICT))
          .hasMessageContaining("packed-refs.lock");
    }
    assertThat(repository.resolve("packed-refs.lock")).exists();
  }

  @Test
  void aRefIsNoFolder() throws Exception {
    Files.writeString(repository.resolve("refs/heads/main"), "1".repeat(40) + "\n");
    try (GitLocks held = new GitLocks(repository)) {
      assertThatThrownBy(() -> held.take("refs/heads/main/more"))
          .hasMessageContaining("refs/heads/main/more needs a folder");
    }
  }

  @Test
  void freshOnesOfSomebodyElseStay() throws Exception {
    Path packed = lock("packed-refs.lock");
    assertThat(locks.sweep()).isEmpty();
    assertThat(packed).exists();
  }

  @Test
  void oldOnesGo() throws Exception {
    Path packed = lock("packed-refs.lock");
    Instant old = Instant.now().minus(StaleLocks.OLD).minusSeconds(1);
    Files.setLastModifiedTime(packed, FileTime.from(old));
    assertThat(locks.sweep()).containsExactly(packed);
  }
}
