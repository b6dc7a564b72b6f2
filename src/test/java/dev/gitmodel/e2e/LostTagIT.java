package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version whose tag stock git removed: the audit log knows it, so its number stays taken. */
final class LostTagIT {
  private static final String TAG = "refs/tags/v1.1.0";

  private Machine machine;
  private String digest;
  private String tag;

  @BeforeEach
  void publishAndLose(@TempDir Path root) {
    machine = Machine.in(root);
    machine.publish(3);
    digest = machine.out("resolve", MODEL + "@1.1.0", "--field", "digest").strip();
    tag = machine.revision(TAG);
    machine.git("update-ref", "-d", TAG);
  }

  private Run push(String folder, long seed, String... options) {
    String[] start = {"push", machine.folder(folder, seed).toString(), "--name", MODEL};
    String[] all = java.util.Arrays.copyOf(start, start.length + options.length);
    System.arraycopy(options, 0, all, start.length, options.length);
    return machine.box().run(all);
  }

  @Test
  void itsNumberIsNotUsedAgainAndIsThereOnceTheTagIs() {
    String line =
        "git --git-dir " + machine.box().repository(MODEL) + " update-ref " + TAG + " " + tag;
    for (long seed : new long[] {1, 7}) {
      assertThat(push("again" + seed, seed, "--version", "1.1.0").exits(4).err())
          .contains(
              "1.1.0 was published as " + digest, "its tag is gone", "put it back with: " + line);
    }
    push("again7", 7, "--version", "1.1.0", "--dry-run").exits(4);
    // Elsewhere than in the repository, as it stands there.
    machine.box().tool(line.split(" ")).ok();

    assertThat(push("m1", 1, "--version", "1.1.0").ok().out()).contains("already");
    assertThat(machine.out("audit", "verify", MODEL)).endsWith("every ref as recorded\n");
  }

  @Test
  void whoeverAsksIsToldWhatIsWrong() {
    for (String verb : new String[] {"resolve", "info", "path"}) {
      Run run = machine.box().run(verb, MODEL + "@1.1.0").exits(6);
      assertThat(run.err()).contains(digest, "its tag is gone");
    }
    assertThat(machine.box().run("doctor", MODEL).exits(1).out())
        .contains(MODEL + ": " + TAG + ": was published as " + digest);
    assertThat(machine.out("versions", MODEL)).contains("1.0.0", "1.2.0").doesNotContain("1.1.0");
  }

  /** Or its number would be free as soon as the log had been made to agree. */
  @Test
  void theLogNeverAgreesThatItIsGone() {
    machine.box().run("audit", "reconcile", MODEL).ok();

    assertThat(machine.box().run("audit", "verify", MODEL).exits(1).out()).contains(TAG, "is gone");
    push("again", 7, "--version", "1.1.0").exits(4);
  }

  @Test
  void aBumpGoesPastItAndADeletedVersionIsToldAsDeleted() {
    machine.git("update-ref", "-d", "refs/tags/v1.2.0");
    assertThat(push("next", 7, "--bump", "minor").ok().out()).contains(MODEL + "@1.3.0");

    machine.box().run("delete", MODEL + "@1.3.0", "--yes").ok();
    assertThat(push("next", 8, "--version", "1.3.0").exits(4).err()).contains("was deleted on");
  }

  /** What is known of the log is of one end of it. */
  @Test
  void aLogThatWasRewoundIsReadAnew() {
    push("probe", 9, "--version", "1.1.0").exits(4);
    String end = machine.revision("refs/audit/log");
    machine.git("update-ref", "refs/audit/log", "refs/audit/log~2");

    push("probe", 9, "--version", "1.1.0", "--dry-run").ok();

    machine.git("update-ref", "refs/audit/log", end);
    push("probe", 9, "--version", "1.1.0").exits(4);
  }
}
