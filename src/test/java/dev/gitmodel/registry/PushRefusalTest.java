package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.BOB;
import static dev.gitmodel.registry.Desk.draft;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class PushRefusalTest {
  private static final GateRule F1 =
      new GateRule.Threshold("f1", OptionalDouble.of(0.8), OptionalDouble.empty());

  private final Desk desk = new Desk();

  @Test
  void anotherNameInModelYamlIsRefused() {
    RegistryException refusal =
        refusal(() -> desk.done(push(draft("name: tulip\n", "model.bin", "one"))));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(refusal.text())
        .isEqualTo("model.yaml says name: tulip, but the push is to acme/iris");
    assertThat(refusal.hint()).isEqualTo("push without --name, or change the name in model.yaml");
    assertThat(desk.store.models()).isEmpty();
  }

  @Test
  void aDeletedNumberIsNeverUsedAgain() {
    desk.push(weights("one"), "1.0.0");
    desk.delete("1.0.0");

    RegistryException refusal = refusal(() -> desk.push(weights("one"), "1.0.0"));

    assertThat(refusal.problem()).isEqualTo(Problem.EXISTS);
    assertThat(refusal.text())
        .isEqualTo(
            "acme/iris 1.0.0 was deleted on 2026-01-02T03:04:05Z by Ann <ann@example.org>:"
                + " trained on leaked data; its number is not used again");
    assertThat(refusal.hint())
        .isEqualTo("publish the next one with: git model push . --bump patch");
  }

  @Test
  void theUsualNumberPassesOverADeletedOne() {
    desk.push(weights("one"), "1.0.0");
    desk.push(weights("two"), "1.0.1");
    desk.delete("1.0.1");

    assertThat(desk.push(push(weights("three")))).isEqualTo(v("1.0.2"));
  }

  @Test
  void anAliasThatTakesARoleIsRefusedBeforeTheModelIsMade() {
    desk.store.enforce(Policies.role("champion", "releaser"));

    RegistryException refusal =
        refusal(() -> desk.done(push(weights("one")).by(BOB).alias("champion")));

    assertThat(refusal.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(refusal.text())
        .isEqualTo(
            "bob@example.org may not change the alias champion of acme/iris: it takes the role"
                + " releaser");
    assertThat(desk.store.models()).isEmpty();
  }

  @Test
  void anAliasWhoseGateIsNotMetIsRefusedBeforeTheModelIsMade() {
    desk.store.enforce(Policies.gates("champion", List.of(F1)));

    RegistryException refusal =
        refusal(() -> desk.done(push(weights("one")).alias("champion").metric("f1", "0.79")));

    assertThat(refusal.problem()).isEqualTo(Problem.REFUSED);
    assertThat(refusal.text())
        .isEqualTo("acme/iris@0.1.0 does not pass for champion: f1 >= 0.8 (0.79)");
    assertThat(desk.store.models()).isEmpty();
  }

  @Test
  void theMetricsOfThePushCountAtTheGate() {
    desk.store.enforce(Policies.gates("champion", List.of(F1)));

    desk.push(push(weights("one")).alias("champion").metric("f1", "0.8"));

    assertThat(desk.holder("champion")).contains(v("0.1.0"));
  }

  @Test
  void pushingAgainWithAnAliasCountsTheMetricsAttachedMeanwhile() {
    desk.store.enforce(Policies.gates("champion", List.of(F1)));
    desk.push(push(weights("one")));
    desk.metric("0.1.0", "f1", "0.9");

    var done = desk.done(push(weights("one")).alias("champion"));

    assertThat(done.result().outcome()).isEqualTo(PushVersion.Outcome.ALREADY_PUBLISHED);
    assertThat(desk.holder("champion")).contains(v("0.1.0"));
  }

  @Test
  void aGateThatAsksForASignatureTakesTheOneThatThePushMakes() {
    desk.store.enforce(Policies.gates("champion", List.of(new GateRule.Signed())));

    assertThat(refusal(() -> desk.done(push(weights("one")).alias("champion"))).text())
        .isEqualTo("acme/iris@0.1.0 does not pass for champion: signed (no signature)");
    desk.push(push(weights("one")).signed().alias("champion"));
    assertThat(desk.holder("champion")).contains(v("0.1.0"));
  }

  @Test
  void aMessageWithAnEscapeCharacterIsRefused() {
    assertThat(refusal(() -> push(weights("one")).saying("\u001b[31mred")).problem())
        .isEqualTo(Problem.INVALID);
  }
}
