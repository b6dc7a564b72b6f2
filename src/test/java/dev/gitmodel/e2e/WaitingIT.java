package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for another writer is told for whom, and for how long at most, while they wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WaitingIT {
  private static final String TURN = "waiting for another writer of " + MODEL + " (up to 60 s)\n";

  private Machine machine;

  @BeforeAll
  void publish(@TempDir Path root) {
    machine = Machine.in(root);
    machine.publish(1);
  }

  private GitSandbox.Started write(String... more) {
    String[] words = ("metrics " + MODEL + " f1=0." + System.nanoTime()).split(" ");
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return machine.box().start(all);
  }

  /** A stock git that was killed while it moved a ref leaves its lock. */
  @Test
  void aLockOfStockGitIsNamedOnceWhileItIsThere() throws Exception {
    Path lock = machine.box().repository(MODEL).resolve("refs/notes/metrics.lock");
    Files.createDirectories(lock.getParent());
    Files.createFile(lock);
    GitSandbox.Started writer = write();
    String waiting = "waiting for another Git program that holds " + lock + " (up to 60 s)\n";
    says(writer, waiting);
    Files.delete(lock);

    Run run = GitSandbox.finish(writer).ok();
    assertThat(run.err()).isEqualTo("warning: " + waiting);
    assertThat(run.out()).startsWith("Updated " + MODEL).hasLineCount(1);
  }

  @Test
  void aProcessThatHasItsTurnIsWaitedForAloudUnlessQuiet() throws Exception {
    Path lock = machine.box().repository(MODEL).resolve("git-model.lock");
    String program =
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX);"
            + " print('held', flush=True); sys.stdin.read()";
    Process other = new ProcessBuilder("python3", "-c", program, lock.toString()).start();
    GitSandbox.Started loud;
    GitSandbox.Started quiet;
    try (BufferedReader held =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(held.readLine()).isEqualTo("held");
      quiet = write("--quiet");
      loud = write();
      says(loud, TURN);
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(GitSandbox.finish(loud).ok().err()).isEqualTo("warning: " + TURN);
    assertThat(GitSandbox.finish(quiet).ok().err()).isEmpty();
  }

  /** Before it ends. */
  private static void says(GitSandbox.Started writer, String text) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!Files.readString(writer.err()).contains(text)) {
      assertThat(writer.process().isAlive()).as("it waits").isTrue();
      assertThat(System.nanoTime()).as("what it said").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
