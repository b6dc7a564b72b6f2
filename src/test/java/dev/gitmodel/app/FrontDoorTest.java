package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontDoorTest {
  private static final String MANIFEST = "framework: safetensors\n";

  @TempDir Path folder;

  private Desk desk() {
    return new Desk(folder).published(MANIFEST, "1.0.0");
  }

  @Test
  void withoutAVerbItShowsWhatThereIs() {
    Desk.Said said = desk().type();

    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("Publish", "Compare and decide", "  rollback", "  experiment start");
  }

  @Test
  void itKnowsItsVersion() {
    assertThat(desk().type("--version").out()).isEqualTo("git-model 1.2.3\n");
    assertThat(desk().type("--version", "--json").out()).contains("\"version\": \"1.2.3\"");
  }

  @ParameterizedTest
  @CsvSource({"lst, list", "reslove, resolve", "rolback, rollback", "comp, compare"})
  void aMistypedVerbIsAnsweredWithTheNearest(String typed, String meant) {
    Desk.Said said = desk().type(typed);

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo(
            "error: '"
                + typed
                + "' is not a git-model verb\nhint: did you mean: git model "
                + meant
                + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "audit verfy, 3, audit verify",
    "--json audit verfy, 3, audit verify",
    "audit --json verify, 3, audit verify",
    "audit chekpoint support-assistant, 2, audit checkpoint",
    "audit reconcil --dry-run, 2, audit reconcile",
    "experiment strat support-assistant --from latest, 2, experiment start",
    "hook instal, 2, hook install"
  })
  void aMistypedPartOfAVerbIsAnsweredWithTheNearest(String typed, int exit, String meant) {
    Desk.Said said = desk().type(typed.split(" ", -1));

    assertThat(said.exit()).isEqualTo(exit);
    assertThat(said.err()).containsOnlyOnce("did you mean git model " + meant + "? ");
  }

  @Test
  void aModelLikeAPartOfAVerbIsAModel() {
    Desk desk = desk();
    desk.out("create", "verfy");

    assertThat(desk.out("audit", "verfy")).contains("model.create");
    assertThat(desk.type("audit", "elsewhere").err()).doesNotContain("did you mean");
    assertThat(desk.type("audit", "support-assistant", "--sinc", "7d").err())
        .contains("did you mean --since?")
        .doesNotContain("git model audit verify");
  }

  @Test
  void aVerbLikeNothingIsAnsweredWithTheOverview() {
    assertThat(desk().type("zzzzzz").err()).endsWith("hint: git model shows what there is\n");
  }

  @Test
  void optionsOfEveryVerbStandBeforeOrBehindIt() {
    Desk.Said before =
        desk().type("--json", "--registry", "elsewhere", "resolve", "support-assistant");
    Desk.Said behind =
        desk().type("resolve", "support-assistant", "--registry=elsewhere", "--json");

    assertThat(before.out()).contains("\"version\": \"1.0.0\"").isEqualTo(behind.out());
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    Desk.Said said = desk().type("pull", "support-assistant", "--forse");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            """
            error: git model pull has no option --forse
            hint: did you mean --force? see: git model pull --help
            """);
  }

  /** What is written is divided by blanks; ERROR is all of the message, HINT its beginning. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pull a b | git model pull takes no 'b' there | it is written: git model pull REF [-o DIR]",
        "pull a -- --force b | git model pull takes no '--force' there | it is written: git model",
        "pull a --qwertz=1 | git model pull has no option --qwertz | see: git model pull --help",
        "list -qx | git model list has no option -x | see: git model list --help",
        "push --bump | --bump needs a value: PART | see: git model push --help",
        "push --bump --alias x | --bump needs a value: PART | see: git model push --help",
        "list --limit 1 --limit 2 | --limit is given twice | give it once; see: git model list",
        "push --dry-run=yes | --dry-run takes no value | write --dry-run alone",
        "experiment start | git model experiment start needs MODEL | it is written: git",
        "experiment | experiment needs to know what to do | git model experiment start, list, show",
        "experiment lst a | experiment does not know 'lst' | did you mean: git model experiment list",
        "list --limit -1 | '-1' is no whole number from 0 on | write digits alone",
        "--jsn list | git model list has no option --jsn | did you mean --json? see: git model"
      })
  void whatIsNotUnderstoodIsNamedWithWhatToType(String line, String error, String hint) {
    Desk.Said said = desk().type(line.split(" "));

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).startsWith("error: " + error + "\nhint: " + hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"push|", "pull|support-assistant|-o|", "list|--registry|"})
  void anEmptyTextIsNoPlace(String line) {
    Desk.Said said = desk().type(line.split("\\|", -1));

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).startsWith("error: an empty text names no ");
  }

  @Test
  void aMissingParameterIsAnsweredWithTheUsage() {
    Desk.Said said = desk().type("pull");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "error: git model pull needs REF\n"
                + "hint: it is written: git model pull REF [-o DIR] [--include GLOB]... [--force] [--dry-run]\n");
  }

  @ParameterizedTest
  @CsvSource({
    "resolve support-assistant@nope, 3",
    "resolve nobody, 3",
    "resolve BAD, 2",
    "create support-assistant, 4",
    "alias support-assistant@1.0.0 champion --expect 0.9.0, 4",
    "doctor --deep, 1",
    "gc, 0",
  })
  void theExitCodeSaysWhatWentWrong(String line, int exit) {
    assertThat(desk().type(line.split(" ")).exit()).isEqualTo(exit);
  }

  @Test
  void withJsonAnErrorIsAnObjectOnStderrAndStdoutIsEmpty() {
    Desk.Said said = desk().type("resolve", "support-assistant@9.9.9", "--json");

    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .startsWith("{\"error\":{\"problem\":\"NOT_FOUND\",\"message\":\"")
        .endsWith("\"exit\":3}}\n");
  }

  @Test
  void aReferenceThatBeginsWithAnAtIsNoFileOfArguments() {
    assertThat(desk().type("resolve", "@champion").err()).doesNotContain("file");
  }

  @Test
  void aBugIsApologisedForAndItsTraceKept() {
    Desk desk = desk();
    desk.breakStore();
    Desk.Said said = desk.type("resolve", "support-assistant");

    assertThat(said.exit()).isEqualTo(70);
    assertThat(said.err()).contains("this is a bug in git-model").contains("bug.log");
    assertThat(desk.bugs).hasSize(1);
  }

  @Test
  void anOutputThatCannotBeWrittenIsAStorageProblemAndNoBug() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    var err = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream(new byte[0]);
    Desk desk = desk();
    int exit =
        desk.door(new Terminal(in, full, err, Terminal.Traits.NONE, () -> 0L)).run(List.of("list"));

    // Under a build tool stdout may be a pipe, and then it looks like a reader that went away.
    assertThat(exit).isIn(8, 141);
    assertThat(desk.bugs).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("bug");
  }

  @Test
  void whatHasPartsHelpsWithThem() {
    assertThat(desk().type("experiment", "--help").out())
        .contains("start opens one", "git model experiment start --help");
    assertThat(desk().type("help", "experiment").exit()).isZero();
  }

  @Test
  void helpIsThereBeforeAnythingIsRequired() {
    for (String[] line : new String[][] {{"pull", "--help"}, {"help", "pull"}, {"-h", "pull"}}) {
      Desk.Said said = desk().type(line);
      assertThat(said.exit()).isZero();
      assertThat(said.out())
          .startsWith("Usage: git model pull REF [-o DIR]")
          .contains("--include=GLOB");
    }
  }

  @Test
  void quietSaysNothingOfAChangeAndStillMakesIt() {
    Desk desk = desk();

    assertThat(desk.type("-q", "alias", "support-assistant@1.0.0", "champion"))
        .isEqualTo(new Desk.Said(0, "", ""));
    assertThat(desk.type("resolve", "support-assistant@champion").out())
        .isEqualTo("acme/support-assistant@1.0.0\n");
  }
}
