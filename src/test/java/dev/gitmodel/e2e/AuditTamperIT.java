package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.file.StandardDeleteOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stock git moves behind the log's back is named, with both values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditTamperIT {
  private static final String NOTHING = "0".repeat(40);

  private Machine machine;

  @BeforeAll
  void publish(@TempDir Path root) {
    machine = Machine.in(root);
    machine.publishMeasured(2);
    machine.out("alias", MODEL + "@1.1.0", "champion");
    machine.box().run("experiment", "start", MODEL, "trial").ok();
    clean();
  }

  private void clean() {
    assertThat(machine.out("audit", "verify", MODEL)).endsWith("every ref as recorded\n");
  }

  /** Two sound values, so that nothing but the log can tell. */
  @ParameterizedTest
  @CsvSource({
    "refs/tags/v1.0.0, refs/tags/v1.1.0",
    "refs/aliases/champion, refs/tags/v1.0.0",
    "refs/notes/metrics, refs/notes/metrics~1",
    "refs/heads/main, refs/heads/main~1",
    "refs/heads/exp/trial, refs/heads/main~1"
  })
  void aMovedRefIsNamedWithBothValues(String ref, String to)
      throws IOException, InterruptedException {
    String recorded = machine.revision(ref);
    String moved = machine.revision(to);
    machine.git("update-ref", ref, moved);

    paste(found(ref, recorded, moved));
    clean();
  }

  @ParameterizedTest
  @CsvSource({"refs/tags/v1.0.0", "refs/aliases/champion", "refs/notes/metrics"})
  void aRemovedRefIsNamed(String ref) throws IOException, InterruptedException {
    String recorded = machine.revision(ref);
    machine.git("update-ref", "-d", ref);

    paste(found(ref, recorded, ""));
    clean();
  }

  /** Nobody is told that nothing was there, and a log that begins anew does not change that. */
  @Test
  void aLogThatIsGoneIsMissedByWhoAsksForThePast() {
    String tip = machine.revision("refs/audit/log");
    machine.git("update-ref", "-d", "refs/audit/log");
    for (String line : List.of("audit", "audit --format csv", "versions --at 2100-01-01")) {
      String[] words = (line.replaceFirst("^\\w+", "$0 " + MODEL)).split(" ");
      assertThat(machine.box().run(words).exits(6).err()).contains(MODEL + " has no audit log");
    }
    assertThat(machine.box().run("list", "--at", "2100-01-01").exits(6).err())
        .contains(MODEL + " has no audit log");

    String begun = MODEL + " has versions and no audit log; a new one begins with this entry";
    assertThat(machine.box().run("alias", MODEL + "@1.0.0", "later").ok().err()).contains(begun);
    machine.out("alias", MODEL + "@1.1.0", "later");
    assertThat(machine.box().run("alias", MODEL, "--at", "2001-01-01").exits(6).err())
        .contains("the audit log of " + MODEL + " begins at ", "audit verify");
    for (String line : List.of("list", "list --where framework=safetensors")) {
      String[] words = (line + " --at 2001-01-01 --json").split(" ");
      Run list = machine.box().run(words).exits(6);
      assertThat(list.out()).contains("\"unreadable\"", "\"subject\": \"" + MODEL + "\"");
    }

    machine.out("alias", MODEL, "later", "--remove");
    machine.git("update-ref", "refs/audit/log", tip);
    clean();
  }

  @ParameterizedTest
  @CsvSource({"refs/tags/v9.0.0", "refs/aliases/intruder", "refs/heads/smuggled"})
  void aRefThatNobodyRecordedIsNamed(String ref) throws IOException, InterruptedException {
    String target = ref.startsWith("refs/heads") ? "main" : "refs/tags/v1.0.0";
    String moved = machine.revision(target);
    machine.git("update-ref", ref, moved);

    paste(found(ref, "", moved));
    clean();
  }

  @Test
  void anEntryThatIsCutOffLeavesRefsUnexplained() {
    String tip = machine.revision("refs/audit/log");
    machine.git("update-ref", "refs/audit/log", tip + "~1");

    Run run = machine.box().run("audit", "verify", MODEL).exits(1);
    assertThat(run.out()).contains("refs/heads/exp/trial");

    machine.git("update-ref", "refs/audit/log", tip);
    clean();
  }

  @Test
  void aForgedEntryThatMovesNothingRightIsFound() {
    String tip = machine.revision("refs/audit/log");
    String forged =
        machine
            .git(
                "commit-tree",
                tip + "^{tree}",
                "-p",
                tip,
                "-m",
                "alias champion: 1.1.0 -> 1.0.0",
                "-m",
                "Operation: alias.move\nRef: refs/aliases/champion "
                    + NOTHING
                    + " "
                    + machine.revision("refs/tags/v1.0.0"))
            .strip();
    machine.git("update-ref", "refs/audit/log", forged);

    Run run = machine.box().run("audit", "verify", MODEL).exits(1);
    assertThat(run.out()).contains("refs/aliases/champion");

    machine.git("update-ref", "refs/audit/log", tip);
    clean();
  }

  @Test
  void aModelThatCantBeReadIsNamedAndTheOthersAreVerified() throws IOException {
    machine.out("push", machine.folder("other", 7).toString(), "--name", "other/iris");
    Path refs = machine.box().repository("other/iris").resolve("packed-refs");
    Files.writeString(refs, "garbage\n");

    Run run = machine.box().run("audit", "verify").exits(1);
    assertThat(run.out())
        .contains("other/iris: line 1 of", "is not a ref", MODEL + ": ", "as recorded");
    Run list = machine.box().run("list").exits(6);
    assertThat(list.out()).startsWith(MODEL + "@");
    assertThat(list.err()).startsWith("warning: other/iris: line 1 of");

    PathUtils.deleteDirectory(refs.getParent(), StandardDeleteOption.OVERRIDE_READ_ONLY);
    assertThat(machine.out("audit", "verify")).doesNotContain("other/iris");
  }

  /** The hint's line is pasted elsewhere than in the repository. */
  private void paste(String said) throws IOException, InterruptedException {
    Matcher line = Pattern.compile("(?:put it back|remove it) with: (git .*)").matcher(said);
    assertThat(line.find()).as(said).isTrue();
    Process shell =
        new ProcessBuilder("sh", "-c", line.group(1))
            .directory(machine.box().home().toFile())
            .redirectErrorStream(true)
            .start();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(line.group(1) + ": " + answer).isZero();
  }

  /** The hints. */
  private String found(String ref, String recorded, String moved) {
    Run run = machine.box().run("audit", "verify", MODEL).exits(1);
    assertThat(run.out()).contains(ref, shortened(recorded), shortened(moved)).contains("finding");
    Run json = machine.box().run("audit", "verify", MODEL, "--json").exits(1);
    assertThat(json.out()).contains("\"subject\": \"" + ref + "\"");
    return run.err();
  }

  private static String shortened(String revision) {
    return revision.isEmpty() ? "" : revision.substring(0, 7);
  }
}
