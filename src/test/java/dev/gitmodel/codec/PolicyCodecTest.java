package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyCodecTest {
  static final String WHOLE =
      """
      users:
        alice@example.org: {name: Alice, roles: [maintainer, reviewer]}
        bob@example.org: {}
      metrics:
        latency_ms: lower
        score: higher
      policy:
        audit: {sign: required}
        aliases:
          - models: ["acme/*"]
            aliases: [champion, "prod-*"]
            roles: [maintainer]
            require:
              metrics:
                f1: {min: 0.8, max: 1, max_regression: 0.01}
                n: {min: 10}
              evaluation: {dataset: acme/x@1.0.0}
              signature: true
          - aliases: ["*"]
            require: {evaluation: true, signature: false}
      notifications:
        anything: [goes, here]
      """;

  private static Policy read(String text) {
    return PolicyCodec.read(text.getBytes(UTF_8), Optional.empty());
  }

  @Test
  void aWholePolicyIsReadInTheOrderOfTheFile() {
    Policy policy = read(WHOLE);
    assertThat(policy.signAudit()).isTrue();
    assertThat(policy.rolesByEmail())
        .isEqualTo(
            Map.of(
                "alice@example.org", Set.of("maintainer", "reviewer"),
                "bob@example.org", Set.of()));
    assertThat(policy.directions())
        .isEqualTo(Map.of("latency_ms", Direction.LOWER, "score", Direction.HIGHER));
    assertThat(policy.aliasRules())
        .containsExactly(
            new AliasRule(
                List.of(new Glob("acme/*")),
                List.of(new Glob("champion"), new Glob("prod-*")),
                Set.of("maintainer"),
                List.of(
                    new GateRule.Threshold("f1", OptionalDouble.of(0.8), OptionalDouble.of(1)),
                    new GateRule.Regression("f1", 0.01),
                    new GateRule.Threshold("n", OptionalDouble.of(10), OptionalDouble.empty()),
                    new GateRule.Evaluated(Optional.of("acme/x@1.0.0")),
                    new GateRule.Signed())),
            new AliasRule(
                List.of(new Glob("*")),
                List.of(new Glob("*")),
                Set.of(),
                List.of(new GateRule.Evaluated(Optional.empty()))));
    assertThat(policy.roles(new Actor("Alice", "alice@example.org"))).contains("maintainer");
  }

  @Test
  void modelsLeftOutMeansAllOfThem() {
    Policy policy = read("policy: {aliases: [{aliases: [champion]}]}\n");
    AliasName champion = new AliasName("champion");
    assertThat(policy.rulesFor(ModelName.parse("iris"), champion)).hasSize(1);
    assertThat(policy.rulesFor(ModelName.parse("acme/iris"), champion)).hasSize(1);
    assertThat(policy.rulesFor(ModelName.parse("iris"), new AliasName("staging"))).isEmpty();
  }

  @Test
  void theDefaultIsOpenAndItsCommentsAreAPolicy() {
    assertThat(read(PolicyCodec.DEFAULT_TEXT)).isEqualTo(Policy.OPEN);
    assertThat(PolicyCodec.problems("registry.yaml", PolicyCodec.DEFAULT_TEXT.getBytes(UTF_8)))
        .isEmpty();
    Policy shown = read(PolicyCodec.DEFAULT_TEXT.replaceAll("(?m)^#(?! \\S)", ""));
    assertThat(shown.signAudit()).isFalse();
    assertThat(shown.aliasRules()).hasSize(1);
    assertThat(shown.directions()).containsEntry("latency_ms", Direction.LOWER);
    assertThat(shown.rolesByEmail()).containsKey("alice@example.org");
  }

  @Test
  void thePolicyKnowsItsRevision() {
    Optional<Revision> revision = Optional.of(new Revision("ab".repeat(20)));
    assertThat(PolicyCodec.read(new byte[0], revision).revision()).isEqualTo(revision);
    assertThat(PolicyCodec.read(WHOLE.getBytes(UTF_8), revision).revision()).isEqualTo(revision);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "user: {}|1:1: user: a known field was expected; did you mean users?",
        "users: [a]|1:8: users: a mapping of e-mail addresses to users was expected, found a list",
        "users: {alice: {}}|1:9: users.alice: an e-mail address such as alice@example.org was expected",
        "users: {a@b: {rolle: [x]}}|1:15: users.a@b.rolle: a known field was expected; did you mean roles?",
        "users: {a@b: {roles: [Boss]}}|1:23: users.a@b.roles[0]: a role of a-z 0-9 -, such as maintainer, was expected, found 'Boss'",
        "metrics: {ms: down}|1:15: metrics.ms: lower or higher was expected, found 'down'",
        "metrics: {1x: lower}|1:11: metrics.1x: a metric of letters, digits and _ . @ / % + - was expected, such as f1 or recall@10",
        "policy: {audit: {sign: yes}}|1:24: policy.audit.sign: required or optional was expected, found 'yes'",
        "policy: {aliases: [{roles: [x]}]}|1:20: policy.aliases[0].aliases: it was expected here, and is missing",
        "policy: {aliases: [{aliases: []}]}|1:30: policy.aliases[0].aliases: a list of globs, such as [champion], was expected, found a list",
        "policy: {aliases: [{aliases: [c], require: {metrics: {f1: {}}}}]}|1:59: policy.aliases[0].require.metrics.f1: a mapping with min, max or max_regression was expected, found a mapping",
        "policy: {aliases: [{aliases: [c], require: {metrics: {f1: {min: 2, max: 1}}}}]}|1:59: policy.aliases[0].require.metrics.f1: a min that is not above max was expected: no version could pass",
        "policy: {aliases: [{aliases: [c], require: {metrics: {f1: {min: a}}}}]}|1:65: policy.aliases[0].require.metrics.f1.min: a number was expected, found 'a'",
        "policy: {aliases: [{aliases: [c], require: {evaluation: yes}}]}|1:57: policy.aliases[0].require.evaluation: true, or a mapping with dataset, was expected, found 'yes'",
        "policy: {aliases: [{aliases: [c], require: {evaluation: {}}}]}|1:57: policy.aliases[0].require.evaluation.dataset: it was expected here, and is missing",
        "[users]|1:1: users, metrics or policy were expected",
        "users: &a {}|1:8: users: a value without an anchor (&) was expected",
      })
  void aBrokenPolicyIsRefusedAtItsPlace(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .hasMessage("registry.yaml:" + message)
        .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
        .extracting(RegistryException::problem)
        .isEqualTo(Problem.INVALID);
    assertThat(PolicyCodec.problems("r", text.getBytes(UTF_8)))
        .extracting(ManifestProblem::toString)
        .containsExactly("r:" + message);
  }
}
