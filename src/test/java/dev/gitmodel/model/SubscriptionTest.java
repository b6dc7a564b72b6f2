package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SubscriptionTest {
  private static final ModelName IRIS = ModelName.parse("acme/iris");
  private static final Revision ID = new Revision("ab".repeat(20));

  private static AuditEntry entry(String operation, String... refs) {
    return new AuditEntry(
        ID,
        operation,
        new Actor("Ada", "ada@example.org"),
        Instant.EPOCH,
        "subject",
        Map.of(),
        Stream.of(refs).map(ref -> new RefMove(ref, Revision.NONE, ID)).toList());
  }

  private static Subscription to(Set<String> operations, String models, String... aliases) {
    return new Subscription(
        new Destination.Mail("a@example.org"),
        operations,
        List.of(new Glob(models)),
        Stream.of(aliases).map(Glob::new).toList());
  }

  @Test
  void withoutOperationsItIsAboutAllOfThem() {
    assertThat(to(Set.of(), "*").covers(IRIS, entry("metrics.update"))).isTrue();
    assertThat(to(Set.of(), "other/*").covers(IRIS, entry("metrics.update"))).isFalse();
  }

  @Test
  void anOperationIsMeantByItsNameOrItsKind() {
    assertThat(to(Set.of("alias"), "*").covers(IRIS, entry("alias.move"))).isTrue();
    assertThat(to(Set.of("alias.move"), "acme/*").covers(IRIS, entry("alias.move"))).isTrue();
    assertThat(to(Set.of("alias.set"), "*").covers(IRIS, entry("alias.move"))).isFalse();
    assertThat(to(Set.of("ali"), "*").covers(IRIS, entry("alias.move"))).isFalse();
  }

  @Test
  void anAliasIsMeantByWhateverMovesIt() {
    Subscription champion = to(Set.of(), "*", "champ*");
    assertThat(champion.covers(IRIS, entry("push.observed", "refs/aliases/champion"))).isTrue();
    assertThat(champion.covers(IRIS, entry("x.y", "refs/heads/alias/champion"))).isTrue();
    assertThat(
            champion.covers(
                IRIS, entry("version.publish", "refs/tags/v1.0.0", "refs/aliases/staging")))
        .isFalse();
  }
}
