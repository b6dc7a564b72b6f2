package dev.gitmodel.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time, in this process and among all; the right dies with who had it. */
class RepositoryLockTest {
  private static final Duration AT_ONCE = Duration.ofMillis(20);
  private static final Duration PATIENT = Duration.ofSeconds(30);

  @TempDir Path repository;

  private void isBusy() {
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> RepositoryLock.take(repository, AT_ONCE).close());
    assertThatThrownBy(other::join)
        .cause()
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
              assertThat(e.text()).contains("another process", repository.toString());
            });
  }

  private void isFree() {
    CompletableFuture.runAsync(() -> RepositoryLock.take(repository, AT_ONCE).close()).join();
  }

  @Test
  void asLongAsItIsHeldEverybodyElseIsTurnedAway() {
    try (RepositoryLock lock = RepositoryLock.take(repository, AT_ONCE)) {
      lock.requireHeld();
      isBusy();
    }
    isFree();
  }

  @Test
  void whoWaitsLongEnoughGetsItsTurn() throws Exception {
    CompletableFuture<Void> waiting;
    CountDownLatch started = new CountDownLatch(1);
    try (RepositoryLock lock = RepositoryLock.take(repository, AT_ONCE)) {
      waiting =
          CompletableFuture.runAsync(
              () -> {
                started.countDown();
                RepositoryLock.take(repository, PATIENT).close();
              });
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
      lock.requireHeld();
      assertThat(waiting).isNotDone();
    }
    waiting.get(10, TimeUnit.SECONDS);
  }

  @Test
  void noTwoThreadsAreEverInside() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              try (RepositoryLock lock = RepositoryLock.take(repository, PATIENT)) {
                lock.requireHeld();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
              }
            });
    assertThat(most).hasValue(1);
  }

  @Test
  void anotherProcessHoldsItUntilItDies() throws Exception {
    String program =
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX);"
            + " print('held', flush=True); sys.stdin.read()";
    Process other =
        new ProcessBuilder(
                "python3", "-c", program, repository.resolve("git-model.lock").toString())
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");
      isBusy();
    } finally {
      other.destroyForcibly().waitFor();
    }
    isFree();
  }

  @Test
  void whatWasGivenBackIsNotHeldAndCanBeGivenBackAgain() {
    RepositoryLock lock = RepositoryLock.take(repository, AT_ONCE);
    lock.close();
    lock.close();
    assertThatThrownBy(lock::requireHeld).isInstanceOf(IllegalStateException.class);
    isFree();
  }

  @Test
  void onlyWhoTookItGivesItBack() {
    try (RepositoryLock lock = RepositoryLock.take(repository, AT_ONCE)) {
      CompletableFuture.runAsync(lock::close).join();
      lock.requireHeld();
      isBusy();
    }
  }

  @Test
  void aFolderThatIsNotThereIsAStorageProblemAndLeavesNothingLocked() throws IOException {
    Path missing = repository.resolve("missing");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> RepositoryLock.take(missing, AT_ONCE))
          .isInstanceOfSatisfying(
              RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STORAGE));
    }
    java.nio.file.Files.createDirectory(missing);
    RepositoryLock.take(missing, AT_ONCE).close();
  }
}
