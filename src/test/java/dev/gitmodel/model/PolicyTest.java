package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the registry asks of whom. */
class PolicyTest {
  private static final ModelName IRIS = ModelName.parse("acme/iris");
  private static final AliasName CHAMPION = new AliasName("champion");

  private static AliasRule rule(String models, String aliases) {
    return new AliasRule(
        List.of(new Glob(models)),
        List.of(new Glob(aliases)),
        Set.of("approver"),
        List.of(new GateRule.Signed()));
  }

  private static Policy policy(AliasRule... rules) {
    return new Policy(
        Optional.empty(),
        Map.of("ana@example.com", Set.of("approver")),
        false,
        List.of(rules),
        Map.of("f1", Direction.LOWER),
        false,
        Collections.emptySortedSet());
  }

  @Test
  void aRuleGuardsTheAliasesItNamesOnTheModelsItNames() {
    AliasRule all = rule("**", "champion");
    AliasRule acme = rule("acme/*", "c*");
    AliasRule bolt = rule("bolt/*", "champion");
    Policy policy = policy(all, acme, bolt);
    assertThat(policy.rulesFor(IRIS, CHAMPION)).containsExactly(all, acme);
    assertThat(policy.rulesFor(IRIS, new AliasName("canary"))).containsExactly(acme);
    assertThat(policy.rulesFor(ModelName.parse("bolt/x"), CHAMPION)).containsExactly(all, bolt);
    assertThat(policy.rulesFor(ModelName.parse("x"), CHAMPION)).containsExactly(all);
    assertThat(policy.rulesFor(IRIS, new AliasName("staging"))).isEmpty();
  }

  @Test
  void rolesAreByAddress() {
    assertThat(policy().roles(new Actor("Anyone", "ana@example.com"))).containsExactly("approver");
    assertThat(policy().roles(new Actor("Ana", "ben@example.com"))).isEmpty();
  }

  @Test
  void aDirectionIsThePolicysElseTheUsual() {
    assertThat(policy().direction("f1")).isEqualTo(Direction.LOWER);
    assertThat(policy().direction("accuracy")).isEqualTo(Direction.HIGHER);
    assertThat(policy().direction("loss")).isEqualTo(Direction.LOWER);
    assertThat(policy().toldDirection("f1")).contains(Direction.LOWER);
    assertThat(policy().toldDirection("bananas")).isEmpty();
  }

  @Test
  void theOpenPolicyAsksNothing() {
    assertThat(Policy.OPEN.rulesFor(IRIS, CHAMPION)).isEmpty();
    assertThat(Policy.OPEN.signAudit()).isFalse();
    assertThat(Policy.OPEN.revision()).isEmpty();
  }
}
