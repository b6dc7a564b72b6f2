package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tag that stock git made in a model, named like a version: it is named, and stops nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrayTagIT {
  private static final String STRAY = "refs/tags/v9.0.0";

  private Machine machine;

  @BeforeAll
  void publish(@TempDir Path root) {
    machine = Machine.in(root);
    machine.publishMeasured(2);
    machine.out("alias", MODEL + "@1.1.0", "champion");
  }

  @AfterEach
  void remove() {
    machine.git("update-ref", "-d", STRAY);
    machine.out("audit", "verify", MODEL);
    run(0, "doctor", MODEL);
  }

  /** A commit, a file, a version's own tag object, and tags on what is no commit of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "v9.0.0 v1.0.0^{commit}",
        "v9.0.0 main:model.yaml",
        "v9.0.0 v1.1.0",
        "-a -m x v9.0.0 main",
        "-a -m x v9.0.0 main:model.yaml"
      })
  void theRestIsAnsweredAndTheTagIsNamed(String made) {
    machine.git(("tag " + made).split(" "));

    for (String verb : new String[] {"versions", "info", "list", "history"}) {
      Run run = verb.equals("list") ? run(6, verb) : run(6, verb, MODEL);
      assertThat(run.out()).as(verb).contains(verb.equals("list") ? "champion" : "1.1.0");
      assertThat(run.out()).as(verb).doesNotContain("9.0.0");
      assertThat(run.err())
          .contains(STRAY + ": is no version: it is at ", "hint: remove it with: git --git-dir ");
    }
    assertThat(run(6, "versions", MODEL, "--json").out()).contains("\"subject\": \"" + STRAY);
    assertThat(machine.out("alias", MODEL)).contains("champion  1.1.0");
    assertThat(machine.out("resolve", MODEL)).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(machine.out("blame", MODEL)).doesNotContain("9.0.0");
    assertThat(run(3, "resolve", MODEL + "@9.0.0").err())
        .contains("has no version 9.0.0: " + STRAY + " is no version", " update-ref -d " + STRAY);
    assertThat(run(1, "doctor", MODEL).out()).contains(STRAY + ": is no version");
    assertThat(run(1, "audit", "verify", MODEL).out())
        .contains(STRAY + ": is no version", "1 finding");
    assertThat(run(1, "verify", MODEL).out()).contains("2 versions", "1 finding");
  }

  /** Packed refs say what is behind an annotated tag, and not whether that is a version. */
  @Test
  void itIsNamedPackedAsItIsLoose() {
    machine.git("tag", "-a", "-m", "x", "v9.0.0", "v1.0.0^{commit}");
    machine.git("pack-refs", "--all");

    assertThat(machine.out("resolve", MODEL)).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(run(6, "versions", MODEL).err()).contains(STRAY + ": is no version: it is at ");
  }

  @Test
  void itIsNeverRecordedNorPassedOverByWhoLooksIntoEachVersion() {
    String draft = machine.git("commit-tree", "main^{tree}", "-p", "main", "-m", "x").strip();
    machine.git("tag", "-a", "-m", "x", "v9.0.0", draft);
    machine.git("pack-refs", "--all");

    run(0, "audit", "reconcile", MODEL);
    for (String verb : new String[] {"doctor", "audit verify"}) {
      assertThat(run(1, (verb + " " + MODEL).split(" ")).out())
          .as(verb)
          .contains(STRAY + ": is no version");
    }
  }

  @Test
  void nothingIsStoppedByIt() {
    machine.git("tag", "v9.0.0", "main:model.yaml");
    String folder = machine.folder("next", 7).toString();

    assertThat(run(0, "push", folder, "--name", MODEL, "--bump", "minor").out())
        .startsWith("Pushed " + MODEL + "@1.2.0");
    run(0, "alias", MODEL + "@1.0.0", "champion");
    run(0, "delete", MODEL + "@1.2.0", "--yes");
    run(0, "alias", MODEL + "@1.1.0", "champion");
    run(0, "gc");
    run(0, "audit", "reconcile", MODEL);
    assertThat(run(4, "push", folder, "--name", MODEL, "--version", "9.0.0").err())
        .contains("can't get a version 9.0.0: " + STRAY, " update-ref -d " + STRAY);
  }

  /** An alias that stock git put on what is no version's tag. */
  @ParameterizedTest
  @ValueSource(strings = {"main:model.yaml", "main^{tree}", "v1.1.0^{commit}"})
  void anAliasOnSomethingElseIsNamedAndNeverRecorded(String target) {
    String alias = "refs/aliases/champion";
    String was = machine.revision(alias);
    String is = machine.revision(target);
    machine.git("update-ref", alias, is);

    String what = alias + ": is no alias: it is at " + is + ", a ";
    for (String verb : new String[] {"alias", "versions", "info", "list"}) {
      Run run = verb.equals("list") ? run(6, verb) : run(6, verb, MODEL);
      assertThat(run.err()).as(verb).contains(what, "; the log says " + was, "hint: put it back");
    }
    assertThat(run(6, "alias", MODEL, "--json").out()).contains("\"subject\": \"" + alias);
    assertThat(run(6, "resolve", MODEL + "@champion").err()).contains("at " + is, "put it back");
    for (String verb : new String[] {"doctor", "verify", "audit verify"}) {
      assertThat(run(1, (verb + " " + MODEL).split(" ")).out()).containsOnlyOnce(what);
    }
    assertThat(run(0, "audit", "reconcile", MODEL).out()).doesNotContain(alias);
    Run found = run(1, "audit", "verify", MODEL);
    assertThat(found.out()).contains(what);

    String line = found.err().strip().replace("hint: put it back with: ", "");
    machine.box().tool(line.split(" ")).ok();
    assertThat(machine.out("alias", MODEL)).contains("champion  1.1.0");
  }

  @Test
  void anAliasThatTheLogDoesNotKnowIsRemoved() {
    machine.git("update-ref", "refs/aliases/Champion", "v1.1.0");
    machine.git("update-ref", "refs/aliases/smuggled", "main:model.yaml");

    Run found = run(1, "doctor", MODEL);
    assertThat(found.out()).contains("refs/aliases/Champion: is no alias: none can have that name");
    assertThat(found.err()).contains("update-ref -d refs/aliases/smuggled ");
    machine.git("update-ref", "-d", "refs/aliases/Champion");
    machine.git("update-ref", "-d", "refs/aliases/smuggled");
  }

  /** The rows are there without them, and the log never takes them in. */
  @ParameterizedTest
  @ValueSource(strings = {"main:model.yaml", "main^{tree}"})
  void notesOnNoCommitAreNamedAndNeverRecorded(String target) {
    String notes = "refs/notes/metrics";
    String was = machine.revision(notes);
    String is = machine.revision(target);
    machine.git("update-ref", notes, is);

    for (String verb : new String[] {"versions", "info"}) {
      Run run = run(6, verb, MODEL);
      assertThat(run.out()).as(verb).contains("1.0.0    release", "1.1.0    release");
      assertThat(run.err()).as(verb).containsOnlyOnce(notes + " is at " + is);
      assertThat(run.err()).as(verb).contains("hint: put it back with: git --git-dir ");
    }
    for (String line :
        new String[] {
          "versions iris --sort f1",
          "info iris@1.0.0",
          "compare iris 1.0.0 1.1.0",
          "diff iris@1.0.0 iris@1.1.0"
        }) {
      Run run = run(6, line.replace("iris", MODEL).split(" "));
      assertThat(run.out()).as(line).contains("1.0.0").containsAnyOf("1.1.0", "digest");
      assertThat(run.err()).as(line).startsWith("warning: ").containsOnlyOnce("hint: put it back");
    }
    assertThat(run(6, "info", MODEL).out()).contains(MODEL + "@1.1.0\n", "digest     sha256:");
    for (String line : new String[] {"metrics", "history", "history --metric f1"}) {
      Run run = run(6, (line + " " + MODEL).split(" "));
      assertThat(run.err()).as(line).startsWith("error: ").contains(notes);
    }
    assertThat(run(0, "describe", MODEL).err()).startsWith("hint: no description yet");
    String what = notes + ": is at " + is + ", a ";
    assertThat(run(1, "doctor", MODEL).out()).containsOnlyOnce(notes).contains(what);
    for (String line : new String[] {"audit reconcile --dry-run", "audit reconcile"}) {
      assertThat(run(0, (line + " " + MODEL).split(" ")).out()).doesNotContain(notes);
    }
    Run found = run(1, "audit", "verify", MODEL);
    assertThat(found.out()).contains(what, " and no commit; the log says " + was);

    String line = found.err().strip().replace("hint: put it back with: ", "");
    machine.box().tool(line.split(" ")).ok();
    assertThat(machine.revision(notes)).isEqualTo(was);
  }

  /** What was published with the version holds, and the metrics need nothing of it. */
  @Test
  void anEditedDescriptionOnNoCommitStandsInNobodysWay() {
    Path folder = machine.folder("told", "told", 9);
    Path manifest = folder.resolve("model.yaml");
    Machine.write(manifest, Machine.text(manifest) + "description: As published.\n");
    machine.out("push", folder.toString(), "--metric", "f1=0.8");
    GitSandbox stock = machine.box().at(machine.box().repository("told"));
    String notes = "refs/notes/description";
    stock.tool("git", "update-ref", notes, "main:model.yaml").ok();

    Run run = run(6, "describe", "told");
    assertThat(run.out()).isEqualTo("As published.\n");
    assertThat(run.err()).startsWith("warning: ").contains(notes + " is at ", "hint: remove it ");
    assertThat(run(6, "describe", "told", "--json").out()).contains("\"unreadable\": [\n");
    assertThat(machine.out("metrics", "told")).isEqualTo("f1  0.8\n");
    assertThat(run(6, "describe", "told", "Anew.").out()).isEmpty();
  }

  @Test
  void anAuditLogOnNoCommitIsNamedOnceAndPutBackOnItsLastEntry() {
    String log = "refs/audit/log";
    String was = machine.revision(log);
    String is = machine.revision("main:model.yaml");
    machine.git("update-ref", log, is);

    Path repository = machine.box().repository(MODEL);
    String line = "git --git-dir " + repository + " update-ref " + log + " ENTRY " + is;
    for (String verb : new String[] {"doctor", "audit verify"}) {
      Run run = run(1, (verb + " " + MODEL).split(" "));
      assertThat(run.out()).as(verb).containsOnlyOnce("a blob and no commit");
      assertThat(run.err()).as(verb).contains("fsck --dangling").endsWith("with: " + line + "\n");
    }
    Run write = run(6, "alias", MODEL + "@1.0.0", "stable");
    assertThat(write.err()).contains("is not a commit", "git model doctor").doesNotContain("disk");

    assertThat(machine.stock("fsck", "--dangling").out()).contains("dangling commit " + was);
    machine.box().tool(line.replace("ENTRY", was).split(" ")).ok();
    assertThat(machine.revision(log)).isEqualTo(was);
  }

  private Run run(int exit, String... args) {
    return machine.box().run(args).exits(exit);
  }
}
