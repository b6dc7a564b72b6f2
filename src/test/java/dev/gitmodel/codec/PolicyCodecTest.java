package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Subscription;
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
        - mail: [alice@example.org, bob@example.org]
          on: [alias, version.delete]
          aliases: [champion]
        - webhook: https://ci.example.org:8443/hook?x=1
          secret: model.hookSecret
          models: ["acme/*"]
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
  void whoIsToldOfWhatIsReadAsOneSubscriptionADestination() {
    List<Glob> all = List.of(new Glob("*"));
    Set<String> on = Set.of("alias", "version.delete");
    List<Glob> champion = List.of(new Glob("champion"));
    assertThat(read(WHOLE).notifications())
        .containsExactly(
            new Subscription(new Destination.Mail("alice@example.org"), on, all, champion),
            new Subscription(new Destination.Mail("bob@example.org"), on, all, champion),
            new Subscription(
                new Destination.Webhook("https://ci.example.org:8443/hook?x=1", "model.hookSecret"),
                Set.of(),
                List.of(new Glob("acme/*")),
                List.of()));
  }

  @Test
  void everyOperationOfTheLogCanBeAskedFor() {
    for (Operation operation : Operation.values()) {
      String kind = operation.text().substring(0, operation.text().indexOf('.'));
      String text = "notifications: [{mail: [a@b], on: [" + operation.text() + ", " + kind + "]}]";
      assertThat(PolicyCodec.problems("r", text.getBytes(UTF_8))).as(text).isEmpty();
    }
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
        "users: {alice: {}}|1:9: users.alice: an e-mail address such as alice@example.org was"
            + " expected",
        "users: {a@b: {rolle: [x]}}|1:15: users.a@b.rolle: a known field was expected; did you mean"
            + " roles?",
        "users: {a@b: {roles: [Boss]}}|1:23: users.a@b.roles[0]: a role of a-z 0-9 -, such as"
            + " maintainer, was expected, found 'Boss'",
        "metrics: {ms: down}|1:15: metrics.ms: lower or higher was expected, found 'down'",
        "metrics: {1x: lower}|1:11: metrics.1x: a metric of letters, digits and _ . @ / % + - was"
            + " expected, such as f1 or recall@10",
        "policy: {audit: {sign: yes}}|1:24: policy.audit.sign: required or optional was expected,"
            + " found 'yes'",
        "policy: {aliases: [{roles: [x]}]}|1:20: policy.aliases[0].aliases: it was expected here,"
            + " and is missing",
        "policy: {aliases: [{aliases: []}]}|1:30: policy.aliases[0].aliases: a list of globs, such"
            + " as [champion], was expected, found a list",
        "policy: {aliases: [{aliases: [c], require: {metrics: {f1: {}}}}]}|1:59:"
            + " policy.aliases[0].require.metrics.f1: a mapping with min, max or max_regression was"
            + " expected, found a mapping",
        "policy: {aliases: [{aliases: [c], require: {metrics: {f1: {min: 2, max: 1}}}}]}|1:59:"
            + " policy.aliases[0].require.metrics.f1: a min that is not above max was expected: no"
            + " version could pass",
        "policy: {aliases: [{aliases: [c], require: {metrics: {f1: {min: a}}}}]}|1:65:"
            + " policy.aliases[0].require.metrics.f1.min: a number was expected, found 'a'",
        "policy: {aliases: [{aliases: [c], require: {evaluation: yes}}]}|1:57:"
            + " policy.aliases[0].require.evaluation: true, or a mapping with dataset, was"
            + " expected, found 'yes'",
        "policy: {aliases: [{aliases: [c], require: {evaluation: {}}}]}|1:57:"
            + " policy.aliases[0].require.evaluation.dataset: it was expected here, and is missing",
        "notifications: {a: b}|1:16: notifications: a list of destinations was expected, found a"
            + " mapping",
        "notifications: [{mail: [ada]}]|1:25: notifications[0].mail[0]: an e-mail address was"
            + " expected, found 'ada'",
        "notifications: [{mail: [a@b], on: [alias.gone]}]|1:36: notifications[0].on[0]: an"
            + " operation such as alias.move, or alias for all of its kind, was expected, found"
            + " 'alias.gone'",
        "notifications: [{webhook: 'https://x.example'}]|1:17: notifications[0]: a mapping with"
            + " mail, or with webhook and secret, was expected, found a mapping",
        "notifications: [{webhook: 'ftp://x.example', secret: S}]|1:27: notifications[0].webhook: a"
            + " URL such as https://ci.example.org/hook was expected, found 'ftp://x.example'",
        "notifications: [{webhook: 'https://u@x.example', secret: S}]|1:27:"
            + " notifications[0].webhook: a URL such as https://ci.example.org/hook was expected,"
            + " found 'https://u@x.example'",
        "notifications: [{webhook: 'https://x.example', secret: whsec_AAAA}]|1:56:"
            + " notifications[0].secret: the name of a variable such as HOOK_SECRET, or a"
            + " git-config key such as model.hookSecret, was expected, found 'whsec_AAAA'",
        "notifications: [{webhook: 'https://x.example', secret: S}, {webhook: 'https://x.example',"
            + " secret: T}]|1:60: notifications[1]: the secret that is named above for the same URL"
            + " was expected",
        "notifications: [{mail: [a@b], webhok: c}]|1:31: notifications[0].webhok: a known field was"
            + " expected; did you mean webhook?",
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
