package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.BOB;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MoveAliasTest {
  private final Desk desk = new Desk();

  @BeforeEach
  void twoVersionsAreThere() {
    desk.push(weights("one"), "1.0.0");
    desk.push(weights("two"), "1.1.0");
  }

  private static UnaryOperator<MoveAlias.Request> expecting(String where) {
    return r ->
        new MoveAlias.Request(
            r.by(), r.model(), r.alias(), r.to(), Expected.parse(where), r.reason());
  }

  private static UnaryOperator<MoveAlias.Request> by(Actor actor) {
    return r ->
        new MoveAlias.Request(actor, r.model(), r.alias(), r.to(), r.expected(), r.reason());
  }

  private static UnaryOperator<MoveAlias.Request> because(String reason) {
    return r ->
        new MoveAlias.Request(
            r.by(), r.model(), r.alias(), r.to(), r.expected(), Optional.of(reason));
  }

  private Done<RemoveAlias.Result> remove(Actor by, Expected expected) {
    return new RemoveAlias(desk.ledger)
        .apply(
            new RemoveAlias.Request(
                by, IRIS, new AliasName("champion"), expected, Optional.of("obsolete")));
  }

  @Test
  void settingAndMovingAreTwoOperations() {
    desk.alias("champion", "1.0.0");
    assertThat(desk.lastEntry().operation()).isEqualTo("alias.set");

    var done = desk.alias("champion", "latest", because("f1 up 0.03"));

    assertThat(done.result().from()).contains(v("1.0.0"));
    assertThat(done.result().to()).isEqualTo(v("1.1.0"));
    assertThat(desk.lastEntry().operation()).isEqualTo("alias.move");
    assertThat(desk.lastEntry().subject()).isEqualTo("alias champion: 1.0.0 -> 1.1.0");
    assertThat(desk.lastEntry().reason()).contains("f1 up 0.03");
    assertThat(desk.lastEntry().trailers())
        .containsEntry("Alias", "champion")
        .containsEntry("Version", "1.1.0");
    var event = done.changes().orElseThrow().event();
    assertThat(event.before()).isEqualTo(Map.of("aliases", Map.of("champion", "1.0.0")));
    assertThat(event.after()).isEqualTo(Map.of("aliases", Map.of("champion", "1.1.0")));
  }

  @Test
  void movingToWhereItIsWritesNothing() {
    desk.alias("champion", "1.0.0");
    int entries = desk.audit().size();

    var done = desk.alias("champion", "1.0.0");

    assertThat(done.changes()).isEmpty();
    assertThat(desk.audit()).hasSize(entries);
  }

  @Test
  void anAliasFollowsAnother() {
    desk.alias("champion", "1.0.0");

    desk.alias("baseline", "champion");

    assertThat(desk.holder("baseline")).contains(v("1.0.0"));
  }

  @Test
  void promotingAStaleAliasIsAConflict() {
    desk.alias("champion", "1.1.0");

    RegistryException refusal = refusal(() -> desk.alias("champion", "1.1.0", expecting("1.0.0")));

    assertThat(refusal.problem()).isEqualTo(Problem.CONFLICT);
    assertThat(refusal.text())
        .isEqualTo("champion of acme/iris is on 1.1.0, not on 1.0.0 as expected");
    assertThat(refusal.hint()).isEqualTo("look again with: git model alias acme/iris");
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void expectingNoneIsAConflictWhereItIsSet() {
    desk.alias("champion", "1.0.0", expecting("none"));

    assertThat(refusal(() -> desk.alias("champion", "1.1.0", expecting("none"))).text())
        .isEqualTo("champion of acme/iris is on 1.0.0, not unset as expected");
    assertThat(refusal(() -> desk.alias("staging", "1.1.0", expecting("1.0.0"))).text())
        .isEqualTo("staging of acme/iris is not set, not on 1.0.0 as expected");
    desk.alias("champion", "1.1.0", expecting("1.0.0"));
    assertThat(desk.holder("champion")).contains(v("1.1.0"));
  }

  @Test
  void aReasonOfTwoLinesIsRefused() {
    RegistryException refusal =
        refusal(() -> desk.alias("champion", "1.0.0", because("good\nRef: refs/heads/main")));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(desk.holder("champion")).isEmpty();
  }

  @Test
  void aProtectedAliasTakesOneOfItsRoles() {
    desk.store.enforce(Policies.role("champ*", "releaser", "admin"));

    RegistryException refusal = refusal(() -> desk.alias("champion", "1.0.0", by(BOB)));

    assertThat(refusal.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(refusal.text())
        .isEqualTo(
            "bob@example.org may not change the alias champion of acme/iris: it takes the role"
                + " admin or releaser");
    assertThat(refusal.hint())
        .isEqualTo("ask somebody who has it, or for the role in registry.yaml");
    assertThat(desk.alias("staging", "1.0.0", by(BOB)).receipt()).isPresent();
    assertThat(desk.alias("champion", "1.0.0").receipt()).isPresent();
  }

  @Test
  void aGateThatIsNotMetIsRefusedWithEachRuleAndValue() {
    desk.store.enforce(
        Policies.gates(
            "champion",
            List.of(
                new GateRule.Threshold("f1", OptionalDouble.of(0.8), OptionalDouble.empty()),
                new GateRule.Threshold("loss", OptionalDouble.empty(), OptionalDouble.of(1)),
                new GateRule.Signed())));
    desk.metric("1.0.0", "f1", "0.79");
    desk.metric("1.0.0", "loss", "0.5");

    RegistryException refusal = refusal(() -> desk.alias("champion", "1.0.0"));

    assertThat(refusal.problem()).isEqualTo(Problem.REFUSED);
    assertThat(refusal.text())
        .isEqualTo(
            "acme/iris@1.0.0 does not pass for champion: f1 >= 0.8 (0.79); signed (no signature)");
    assertThat(refusal.hint())
        .isEqualTo("see every rule with: git model gate acme/iris@1.0.0 --alias champion");
    assertThat(desk.holder("champion")).isEmpty();
  }

  @Test
  void whatAGateSaidComesWithTheResult() {
    desk.store.enforce(Policies.gates("champion", List.of(new GateRule.Regression("f1", 0.02))));
    desk.metric("1.0.0", "f1", "0.86");

    assertThat(desk.alias("champion", "1.0.0").result().verdict().outcomes())
        .containsExactly(
            new Verdict.Outcome(
                "f1 at most 0.02 worse (higher is better)",
                "0.86, no version to compare with",
                true));
  }

  @Test
  void aDryRunMovesNothing() {
    var request =
        new MoveAlias.Request(
            ANN,
            IRIS,
            new AliasName("champion"),
            new Selector.ByVersion(v("1.0.0")),
            new Expected.Anywhere(),
            Optional.empty());

    var done = new MoveAlias(desk.ledger).plan(request);

    assertThat(done.changes()).isPresent();
    assertThat(done.receipt()).isEmpty();
    assertThat(desk.holder("champion")).isEmpty();
  }

  @Test
  void removingLeavesTheVersion() {
    desk.alias("champion", "1.0.0");

    var done = remove(ANN, new Expected.On(v("1.0.0")));

    assertThat(done.result().from()).isEqualTo(v("1.0.0"));
    assertThat(desk.holder("champion")).isEmpty();
    assertThat(desk.now().versions()).contains(v("1.0.0"));
    assertThat(desk.lastEntry().operation()).isEqualTo("alias.remove");
    assertThat(desk.lastEntry().subject()).isEqualTo("alias champion: 1.0.0 -> none");
    assertThat(desk.lastEntry().reason()).contains("obsolete");
  }

  @Test
  void removingWhatIsNotThereIsNotFound() {
    RegistryException refusal = refusal(() -> remove(ANN, new Expected.Anywhere()));

    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text()).isEqualTo("acme/iris has no alias champion");
  }

  @Test
  void removingAsksForTheRoleAndForWhatIsExpected() {
    desk.alias("champion", "1.0.0");
    assertThat(refusal(() -> remove(ANN, new Expected.On(v("1.1.0")))).problem())
        .isEqualTo(Problem.CONFLICT);

    desk.store.enforce(Policies.role("champion", "releaser"));

    assertThat(refusal(() -> remove(BOB, new Expected.Anywhere())).problem())
        .isEqualTo(Problem.FORBIDDEN);
    assertThat(desk.holder("champion")).contains(v("1.0.0"));
  }
}
