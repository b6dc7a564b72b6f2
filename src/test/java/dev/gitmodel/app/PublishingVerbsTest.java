package dev.gitmodel.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.codec.PolicyCodec;
import dev.gitmodel.codec.SchemaText;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to a version, and what is said on the way. */
final class PublishingVerbsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void write() throws IOException {
    desk = new Desk(folder);
    Path model = Files.createDirectory(folder.resolve("iris"));
    Files.writeString(model.resolve("model.yaml"), "summary: Irises.\nversion: 1.2.0\n");
    Files.writeString(model.resolve("weights.json"), "[1, 2]");
  }

  @Test
  void pushSaysWhatItPublishedAndWhere() {
    assertThat(
            desk.out(
                "push", "iris", "--alias", "champion", "--metric", "f1=0.9", "--metric", "acc=1"))
        .matches(
            """
            Pushed acme/iris@1\\.2\\.0
              commit [0-9a-f]{8}  digest sha256:[0-9a-f]{12}  4 files, \\d+ B \\(\\d+ B new\\)  on main
              metrics acc=1, f1=0\\.9
              champion → acme/iris@1\\.2\\.0
            """);
    assertThat(desk.out("resolve", "iris@champion")).isEqualTo("acme/iris@1.2.0\n");
    assertThat(desk.out("metrics", "iris")).isEqualTo("acc  1\nf1   0.9\n");
  }

  @Test
  void theSameBytesAgainAreSuccess() {
    desk.out("push", "iris");

    assertThat(desk.out("push", "iris"))
        .startsWith("Nothing to do: acme/iris@1.2.0 is already published with these bytes\n");
    assertThat(desk.out("push", "iris", "--alias", "champion"))
        .startsWith("acme/iris@1.2.0 is already published with these bytes\n")
        .endsWith("  champion → acme/iris@1.2.0\n");
  }

  @Test
  void whatIsPublishedAlreadyGoesOnNoOtherBranch() {
    desk.out("push", "iris");
    desk.type("experiment", "start", "iris", "lower-rate");

    assertThat(desk.out("push", "iris", "--experiment", "lower-rate"))
        .startsWith("Nothing to do: acme/iris@1.2.0 is already published with these bytes\n")
        .endsWith("nothing goes on exp/lower-rate\n");
    assertThat(desk.out("push", "iris", "--experiment", "lower-rate", "--json"))
        .contains("\"changed\": false")
        .doesNotContain("\"branch\"");
  }

  @Test
  void otherBytesUnderTheSameVersionAreRefused() throws IOException {
    desk.out("push", "iris");
    Files.writeString(folder.resolve("iris/weights.json"), "[3]");

    assertThat(desk.type("push", "iris").exit()).isEqualTo(4);
    assertThat(desk.out("push", "iris", "--bump", "minor")).startsWith("Pushed acme/iris@1.3.0\n");
  }

  @Test
  void aDryRunPublishesNothing() {
    assertThat(desk.out("push", "iris", "--dry-run")).startsWith("Would push acme/iris@1.2.0\n");
    assertThat(desk.type("info", "iris").exit()).isEqualTo(3);
  }

  @Test
  void pushInJsonHasTheDocumentedShape() {
    assertThat(desk.out("push", "iris", "--json"))
        .containsSubsequence(
            "\"dry_run\": false",
            "\"changed\": true",
            "\"audit_entry\"",
            "\"result\": {",
            "\"model\": \"acme/iris\"",
            "\"version\": \"1.2.0\"",
            "\"files\": [",
            "\"new_bytes\"",
            "\"outcome\": \"published_first\"");
  }

  @Test
  void whatExcludesEachOtherIsRefused() {
    assertThat(desk.type("push", "iris", "--bump", "minor", "--version", "2.0.0").exit())
        .isEqualTo(2);
    assertThat(desk.type("push", "iris", "--branch", "b", "--experiment", "e").exit()).isEqualTo(2);
    assertThat(desk.type("push", "iris", "--bump", "huge").err()).contains("no part of a version");
    assertThat(desk.type("push", "nowhere").exit()).isEqualTo(3);
  }

  @Test
  void anExperimentIsNotBegunByATypingError() {
    Desk.Said none = desk.type("push", "iris", "--experiment", "lower-rate");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("there is no model acme/iris, so it has no experiment");
    desk.out("push", "iris");
    desk.type("experiment", "start", "iris", "lower-rate");

    Desk.Said said = desk.type("push", "iris", "--experiment", "lowr-rate");
    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.err())
        .isEqualTo(
            """
            error: acme/iris has no experiment lowr-rate
            hint: did you mean lower-rate? start it with: git model experiment start acme/iris lowr-rate
            """);
    assertThat(desk.out("experiment", "list", "iris")).doesNotContain("lowr-rate");
  }

  @Test
  void anExperimentIsPublishedAndPromoted() throws IOException {
    desk.out("push", "iris");
    desk.type("experiment", "start", "iris", "lower-rate");
    Files.writeString(folder.resolve("iris/weights.json"), "[4]");

    assertThat(desk.out("push", "iris", "--experiment", "lower-rate", "--bump", "pre"))
        .contains("on exp/lower-rate");
    assertThat(desk.out("experiment", "promote", "iris", "lower-rate", "--bump", "minor"))
        .startsWith("Promoted 1.2.1-lower-rate.1 of lower-rate to acme/iris@1.3.0");
    assertThat(desk.out("experiment", "promote", "iris", "lower-rate"))
        .isEqualTo(
            "Nothing to do: what 1.2.1-lower-rate.1 of lower-rate holds is released as"
                + " acme/iris@1.3.0\n");
  }

  /** Which was not promoted, and is not told to be. */
  @Test
  void anExperimentThatHoldsWhatAnotherWasReleasedWithIsNotPromoted() throws IOException {
    desk.out("push", "iris");
    desk.type("experiment", "start", "iris", "one");
    desk.type("experiment", "start", "iris", "two");
    Files.writeString(folder.resolve("iris/weights.json"), "[4]");
    desk.out("push", "iris", "--experiment", "one", "--bump", "pre");
    desk.out("push", "iris", "--experiment", "two", "--bump", "pre");
    desk.out("experiment", "promote", "iris", "one");

    assertThat(desk.out("experiment", "promote", "iris", "two"))
        .isEqualTo("Nothing to do: what 1.2.1-two.1 of two holds is released as acme/iris@1.2.1\n")
        .doesNotContain("promoted");
  }

  @Test
  void inspectShowsWhatAPushWouldPublish() {
    assertThat(desk.out("inspect", "iris"))
        .startsWith("acme/iris@1.2.0\n")
        .contains("digest  sha256:", "size    ", "  weights.json", "Git");
    assertThat(desk.type("list").out()).isEmpty();
    assertThat(desk.out("inspect", "iris", "--json"))
        .contains("\"version\": \"1.2.0\"", "\"files\"");
  }

  @Test
  void validateNamesEachPlace() throws IOException {
    assertThat(desk.out("validate", "iris")).isEmpty();
    Files.writeString(folder.resolve("iris/model.yaml"), "summary: x\ncolour: red\n");
    Desk.Said said = desk.type("validate", "iris");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).matches("iris/model\\.yaml:2:1: colour: .*\n");
    assertThat(desk.type("validate", "iris", "--json").out())
        .contains("\"line\": 2", "\"field\": \"colour\"");
  }

  @Test
  void validateOfNothingSaysWhereItLooked() throws IOException {
    Desk.Said nodir = desk.type("validate", "nodir");
    assertThat(nodir.exit()).isEqualTo(3);
    assertThat(nodir.err())
        .startsWith(
            "error: there is no folder or file "
                + folder.resolve("nodir")
                + ", and there is no model acme/nodir")
        .endsWith(
            "\nhint: git model init nodir lays a folder down; git model list shows the models\n");
    Desk.Said path = desk.type("validate", "./nodir/");
    assertThat(path.exit()).isEqualTo(3);
    assertThat(path.err())
        .isEqualTo(
            "error: there is no folder or file "
                + folder.resolve("nodir")
                + "\nhint: git model init ./nodir/ lays a folder down\n");
    Files.createDirectory(folder.resolve("bare"));
    for (String typed : List.of("bare", "./bare/.")) {
      assertThat(desk.type("validate", typed).err())
          .isEqualTo(
              "error: there is no model.yaml in "
                  + folder.resolve("bare")
                  + "\nhint: git model init "
                  + typed
                  + " lays one down\n");
    }
  }

  @Test
  void validateTakesAVersionToo() {
    desk.out("push", "iris");

    assertThat(desk.out("validate", "acme/iris@1.2.0")).isEmpty();
    assertThat(desk.type("validate", "acme/iris@9.9.9").exit()).isEqualTo(3);
  }

  @Test
  void validateOfACloneOfTheRegistrysOwnRepositoryChecksThePolicyThere() throws IOException {
    Path clone = Files.createDirectories(folder.resolve("policy"));
    Files.writeString(clone.resolve("registry.yaml"), "policy: {audit: {sign: requird}}\n");

    Desk.Said said = desk.type("validate", "policy");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).startsWith("policy/registry.yaml:1:24: policy.audit.sign: ");
  }

  @Test
  void validatePrintsThePublishedSchemas() {
    assertThat(desk.out("validate", "--schema")).isEqualTo(SchemaText.model());
    assertThat(desk.out("validate", "--schema", "--json")).isEqualTo(SchemaText.model());
    assertThat(desk.out("validate", "--schema", "registry")).isEqualTo(SchemaText.registry());
    assertThat(desk.out("validate", "registry.yaml", "--schema")).isEqualTo(SchemaText.registry());
    Desk.Said other = desk.type("validate", "--schema", "iris");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("there is no schema of 'iris'", "--schema registry");
  }

  /** What a refusal tells the user to type next does what it says. */
  @Test
  void theHintOfARefusedFileNamesItsSchema() throws IOException {
    Files.writeString(folder.resolve("iris/model.yaml"), "colour: red\n");

    assertThat(desk.type("push", "iris").err()).contains("git model validate --schema\n");
    assertThatThrownBy(() -> PolicyCodec.read("x: 1".getBytes(UTF_8), Optional.empty()))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.hint()).endsWith("git model validate --schema registry"));
  }

  @Test
  void initLaysDownWhatIsMissing() {
    Desk.Said said = desk.type("init", "iris");

    assertThat(said.out())
        .isEqualTo(
            "Wrote README.md, .gitattributes, .gitignore to " + folder.resolve("iris") + "\n");
    assertThat(said.err()).contains("left as it is: model.yaml");
    assertThat(desk.type("init", "fresh").exit()).isZero();
    assertThat(folder.resolve("fresh/model.yaml")).content().contains("name: fresh");
  }

  @Test
  void pullWritesTheFilesAndPathLendsThem() {
    desk.out("push", "iris");

    assertThat(desk.out("pull", "iris", "-o", "copy"))
        .startsWith("Pulled acme/iris@1.2.0 into " + folder.resolve("copy") + ": 4 files, ");
    assertThat(folder.resolve("copy/weights.json")).hasContent("[1, 2]");
    Desk.Said dash = desk.type("pull", "iris", "-o", "-");
    assertThat(dash.exit()).isEqualTo(2);
    assertThat(dash.err())
        .contains("pull writes a folder of files", "one that is called so is ./-");
    assertThat(folder.resolve("-")).doesNotExist();
    Path lent = Path.of(desk.out("path", "iris").strip());
    assertThat(lent.resolve("weights.json")).hasContent("[1, 2]");
  }
}
