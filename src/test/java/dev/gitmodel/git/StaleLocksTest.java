package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

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
  void afterAnAnnouncementTheyAreOurs() throws Exception {
    locks.announce();
    Path packed = lock("packed-refs.lock");
    Path ref = lock("refs/heads/main.lock");
    assertThat(locks.sweep()).containsExactlyInAnyOrder(packed, ref);
    assertThat(locks.all()).isEmpty();
  }

  @Test
  void freshOnesOfSomebodyElseStay() throws Exception {
    Path packed = lock("packed-refs.lock");
    assertThat(locks.sweep()).isEmpty();
    assertThat(packed).exists();
  }

  @Test
  void aRetractedAnnouncementClaimsNothing() throws Exception {
    locks.announce();
    locks.retract();
    Path ref = lock("refs/heads/main.lock");
    assertThat(locks.sweep()).isEmpty();
    assertThat(ref).exists();
  }

  @Test
  void oldOnesGo() throws Exception {
    Path packed = lock("packed-refs.lock");
    Instant old = Instant.now().minus(StaleLocks.OLD).minusSeconds(1);
    Files.setLastModifiedTime(packed, FileTime.from(old));
    assertThat(locks.sweep()).containsExactly(packed);
  }
}
