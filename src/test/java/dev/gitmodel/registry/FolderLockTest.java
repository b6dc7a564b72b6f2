package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path temp;

  @Test
  void whoWaitsComesAfterTheOneWhoHasIt() throws Exception {
    Path lock = temp.resolve("lock");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      CountDownLatch ready = new CountDownLatch(4);
      List<Future<Integer>> all =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return FolderLock.waiting(lock, () -> enter(inside, most));
                          }))
              .toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isZero();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(most).hasValue(1);
  }

  private static int enter(AtomicInteger inside, AtomicInteger most) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    // Long enough for another to be seen inside, were there one.
    assertThat(Digest.of(new byte[1 << 20]).hex()).startsWith("30e14955");
    return inside.decrementAndGet();
  }

  @Test
  void whoDoesNotWaitIsToldThatItIsTaken() {
    Path lock = temp.resolve("lock");
    FolderLock.ifFree(
        lock,
        temp,
        () ->
            assertProblem(Problem.CONFLICT, () -> FolderLock.ifFree(lock, temp, () -> "no"))
                .isNotNull());
    assertThat(FolderLock.ifFree(lock, temp, () -> "yes")).isEqualTo("yes");
  }

  @Test
  void aFailureLetsItGo() {
    Path lock = temp.resolve("lock");
    assertProblem(
        Problem.CORRUPT,
        () ->
            FolderLock.waiting(
                lock,
                () -> {
                  throw new RegistryException(Problem.CORRUPT, "broken", "");
                }));
    assertThat(FolderLock.waiting(lock, () -> "again")).isEqualTo("again");
  }

  @Test
  void aFolderThatIsNotThereIsStorage() {
    assertProblem(
        Problem.STORAGE, () -> FolderLock.waiting(temp.resolve("no/lock"), () -> "never"));
  }
}
