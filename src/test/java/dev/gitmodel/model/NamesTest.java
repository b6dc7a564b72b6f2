package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of models, aliases, branches and experiments. */
class NamesTest {
  @Test
  void aNameHasItsNamespaceOrNone() {
    assertThat(ModelName.parse("acme/iris").namespace()).contains("acme");
    assertThat(ModelName.parse("acme/iris").name()).isEqualTo("iris");
    assertThat(ModelName.parse("iris").namespace()).isEmpty();
  }

  @Test
  void theDefaultNamespaceIsForNamesWithoutOne() {
    Optional<String> acme = Optional.of("acme");
    assertThat(ModelName.parse("iris").within(acme)).hasToString("acme/iris");
    assertThat(ModelName.parse("bolt/iris").within(acme)).hasToString("bolt/iris");
    assertThat(ModelName.parse("iris").within(Optional.empty())).hasToString("iris");
    refused(Problem.INVALID, () -> ModelName.parse("iris").within(Optional.of("..")));
  }

  @Test
  void namesSortByNamespaceThenName() {
    Stream<ModelName> names = Stream.of("b/a", "z", "a/z", "a/b", "y").map(ModelName::parse);
    assertThat(new TreeSet<>(names.toList()).stream().map(ModelName::toString))
        .containsExactly("y", "z", "a/b", "a/z", "b/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"champion", "a", "a-", "staging-2", "v", "vision", "deadbeef", "heads"})
  void anAliasIsLettersDigitsAndDashes(String text) {
    assertThat(new AliasName(text)).hasToString(text);
    assertThat(AliasName.isAlias(text)).isTrue();
    assertThat(Selector.parse(text)).isEqualTo(new Selector.ByAlias(new AliasName(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Champion",
        "1",
        "1.2",
        "v1",
        "v1-beta",
        "v0",
        "-x",
        "a_b",
        "a.b",
        "a/b",
        "a b",
        "ä",
        "abcdef1",
        "dead00beef",
        "latest",
        "main",
        "head",
        "a\n",
        "a\u202e"
      })
  void anAliasNeverReadsAsSomethingElse(String text) {
    refused(Problem.INVALID, () -> new AliasName(text));
    assertThat(AliasName.isAlias(text)).isFalse();
  }

  @Test
  void theReservedAliasesSayWhy() {
    refused(Problem.INVALID, "the highest release", () -> new AliasName("latest"));
    refused(Problem.INVALID, "a meaning of its own", () -> new AliasName("main"));
    assertThat(new AliasName("a".repeat(63)).text()).hasSize(63);
    refused(Problem.INVALID, "1 to 63", () -> new AliasName("g".repeat(64)));
  }

  @Test
  void anExperimentHasItsBranch() {
    BranchName branch = BranchName.experiment(new ExperimentName("exp-42"));
    assertThat(branch).hasToString("exp/exp-42");
    assertThat(branch.experiment()).contains(new ExperimentName("exp-42"));
    assertThat(BranchName.MAIN.experiment()).isEmpty();
    assertThat(new BranchName("exp/Not-One").experiment()).isEmpty();
    assertThat(new BranchName("exp/a/b").experiment()).isEmpty();
    assertThat(new BranchName("review/exp").experiment()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "Exp", "a_b", "a.b", "a/b", "-a", "a b"})
  void anExperimentStartsWithALetterAndStaysPlain(String text) {
    refused(Problem.INVALID, "is not an experiment name", () -> new ExperimentName(text));
  }

  @Test
  void branchesSortByName() {
    assertThat(BranchName.MAIN).isGreaterThan(new BranchName("exp/z"));
    assertThat(new ExperimentName("b")).isGreaterThan(new ExperimentName("a"));
    assertThat(new AliasName("b")).isGreaterThan(new AliasName("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a<b", "a>b", "a\nb", "a\u0000b", "a\u007fb"})
  void anActorIsWhatACommitCanHold(String part) {
    refused(Problem.INVALID, "user.name", () -> new Actor(part, "ana@example.com"));
    refused(Problem.INVALID, "user.email", () -> new Actor("Ana", part));
  }

  @Test
  void anActorPrintsAsInACommit() {
    assertThat(new Actor("Ana Größe", "ana@example.com"))
        .hasToString("Ana Größe <ana@example.com>");
  }
}
