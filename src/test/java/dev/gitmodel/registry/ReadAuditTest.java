package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.registry.ReadAudit.Filter;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAuditTest {
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void someHistory() {
    shelf.publish("1.0.0", Map.of());
    shelf.by(Shelf.BOB).alias("champion", "1.0.0");
    shelf.by(Shelf.ADA).metric("1.0.0", "f1", "0.8");
    shelf.publish("1.1.0", Map.of());
    shelf.alias("staging", "1.1.0");
    shelf.removeAlias("staging");
  }

  private ReadAudit.Listing read(Filter filter, OptionalInt limit) {
    return new ReadAudit(shelf.store).apply(new ReadAudit.Request(shelf.model, filter, limit));
  }

  private List<String> operations(Filter filter, OptionalInt limit) {
    return read(filter, limit).entries().stream().map(AuditEntry::operation).toList();
  }

  private List<String> operations(Filter filter) {
    return operations(filter, OptionalInt.empty());
  }

  private static Filter by(String who) {
    return new Filter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(who),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Filter operation(String operation) {
    return new Filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(operation),
        Optional.empty(),
        Optional.empty());
  }

  private static Filter about(Optional<String> version, Optional<String> alias) {
    return new Filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        version.map(Shelf::v),
        alias.map(AliasName::new));
  }

  private static Filter between(Instant since, Instant until) {
    return new Filter(
        Optional.of(since),
        Optional.of(until),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void theNewestEntryComesFirst() {
    assertThat(operations(Filter.ALL))
        .containsExactly(
            "alias.remove",
            "alias.set",
            "version.publish",
            "metrics.update",
            "alias.set",
            "version.publish",
            "model.create");
  }

  @Test
  void theLimitCountsWhatFits() {
    assertThat(operations(operation("version.publish"), OptionalInt.of(1)))
        .containsExactly("version.publish");
  }

  @Test
  void whetherTheLimitCutIsTold() {
    assertThat(read(Filter.ALL, OptionalInt.of(2)).more()).isTrue();
    assertThat(read(Filter.ALL, OptionalInt.of(7)).more()).isFalse();
    assertThat(read(operation("alias"), OptionalInt.of(2)).more()).isTrue();
    assertThat(read(operation("alias"), OptionalInt.of(3)).more()).isFalse();
    assertThat(read(by("carol"), OptionalInt.empty()).more()).isFalse();
  }

  @Test
  void whatTheLimitAsksForIsGivenThoughAnOlderEntryIsLost(@TempDir Path folder)
      throws IOException, InterruptedException {
    ModelStore whole = Stores.GIT.open(folder);
    Fleet fleet = new Fleet(whole);
    ModelName iris = fleet.create("acme/iris");
    fleet.publish(iris, "1.0.0", "");
    fleet.publish(iris, "1.1.0", "");
    Stores.close(whole);
    Unreadable.lose(folder.resolve("registry/acme/iris.git"), "refs/audit/log~2");
    ModelStore damaged = Stores.GIT.open(folder, "fresh-cache");
    ReadAudit audit = new ReadAudit(damaged);

    ReadAudit.Listing newest =
        audit.apply(new ReadAudit.Request(iris, Filter.ALL, OptionalInt.of(1)));
    assertThat(newest.entries()).hasSize(1);
    assertThat(newest.more()).isTrue();
    for (OptionalInt limit : List.of(OptionalInt.of(3), OptionalInt.empty())) {
      assertProblem(
          Problem.CORRUPT, () -> audit.apply(new ReadAudit.Request(iris, Filter.ALL, limit)));
    }
    Stores.close(damaged);
  }

  @Test
  void aPersonIsFoundByPartOfNameOrMail() {
    assertThat(operations(by("bob"))).containsExactly("alias.set");
    assertThat(operations(by("ADA@example"))).hasSize(6);
    assertThat(operations(by("carol"))).isEmpty();
  }

  @Test
  void anOperationIsOneOrAWholeKind() {
    assertThat(operations(operation("alias.remove"))).containsExactly("alias.remove");
    assertThat(operations(operation("alias")))
        .containsExactly("alias.remove", "alias.set", "alias.set");
  }

  @Test
  void anUnknownOperationIsRefusedWithTheOnesThereAre() {
    assertProblem(Problem.INVALID, () -> operation("alias.se"))
        .satisfies(e -> assertThat(e.hint()).contains("alias.set", "model.create"));
  }

  @Test
  void versionAndAliasAreTheEntrysOwn() {
    assertThat(operations(about(Optional.of("1.0.0"), Optional.empty())))
        .containsExactly("metrics.update", "alias.set", "version.publish");
    assertThat(operations(about(Optional.empty(), Optional.of("staging"))))
        .containsExactly("alias.remove", "alias.set");
  }

  @Test
  void bothEndsOfATimeAreIncluded() {
    Instant minute = Shelf.START.plusSeconds(60);
    assertThat(operations(between(minute.plusSeconds(60), minute.plusSeconds(120))))
        .containsExactly("alias.set", "version.publish");
    assertThat(operations(between(minute.plusSeconds(121), minute.plusSeconds(179)))).isEmpty();
  }
}
