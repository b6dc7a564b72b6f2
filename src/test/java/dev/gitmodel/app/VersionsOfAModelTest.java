package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Policy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the model is known, a version of it is named by its selector or by a whole reference. */
final class VersionsOfAModelTest {
  private static final String MODEL = "support-assistant";

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publishTwo() {
    desk = new Desk(folder).published("name: support-assistant\n", "1.0.0", "1.1.0");
    desk.type("metrics", MODEL + "@1.0.0", "f1=0.9");
    desk.type("metrics", MODEL + "@1.1.0", "f1=0.8");
    desk.type("alias", MODEL + "@1.0.0", "champion");
  }

  private Desk.Said gate(String against) {
    return desk.type("gate", MODEL + "@1.1.0", "--alias", "staging", "--against", against);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "champion", "acme/support-assistant@1.0.0"})
  void aGateMeasuresAgainstIt(String against) {
    noLossOfF1();
    Desk.Said said = gate(against);

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("FAIL").contains("0.9");
  }

  @Test
  void aGateMeasuresAgainstAnotherModelToo() {
    assertThat(gate("acme/other").err()).contains("there is no model acme/other");
  }

  @Test
  void aCommitWhereThereIsNoCloneIsToldApart() {
    for (Desk.Said said : List.of(gate("HEAD"), desk.type("gate", "HEAD"))) {
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err())
          .startsWith(
              "error: 'HEAD' is not a model name, and Git knows no commit of that name here\n"
                  + "hint: a name is [namespace/]name; ")
          .endsWith("; in a clone of the model a branch, a tag or a commit will do\n");
    }
  }

  private void noLossOfF1() {
    var f1 = new GateRule.Regression("f1", 0);
    desk.enforcing(
        new Policy(
            Optional.empty(),
            Map.of(),
            false,
            List.of(
                new AliasRule(
                    List.of(new Glob("**")), List.of(new Glob("staging")), Set.of(), List.of(f1))),
            Map.of(),
            false,
            Collections.emptySortedSet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "champion", "acme/support-assistant@champion"})
  void aBisectionHasItAsBaselineAndAComparisonAsColumn(String typed) {
    assertThat(desk.out("bisect", MODEL, "--metric", "f1", "--baseline", typed))
        .startsWith("f1 left its baseline 0.9 (1.0.0) at 1.1.0");
    assertThat(desk.out("compare", MODEL, typed, "1.1.0")).containsPattern("f1 +0.9 +0.8");
  }

  @Test
  void aVersionOfAnotherModelIsRefused() {
    for (List<String> line :
        List.of(
            List.of("bisect", MODEL, "--metric", "f1", "--baseline", "acme/iris@1.0.0"),
            List.of("compare", MODEL, "1.0.0", "acme/iris@1.0.0"))) {
      Desk.Said said = desk.type(line.toArray(String[]::new));
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err())
          .contains("'acme/iris@1.0.0' is of another model than acme/support-assistant");
    }
  }
}
