package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.registry.ListVersions.Listing;
import dev.gitmodel.registry.ListVersions.Order;
import dev.gitmodel.registry.ListVersions.Request;
import dev.gitmodel.registry.ListVersions.Row;
import dev.gitmodel.registry.ListVersions.Status;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListVersionsTest {
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void fourVersionsPublishedOutOfOrder() {
    shelf.publish(
        "1.10.0", "summary: ten\ntraining: {dataset: acme/flowers}\n", Map.of("a", "1234"));
    shelf.publish("1.9.0", Map.of());
    shelf.publish("1.2.0", Map.of());
    shelf.publish("2.0.0-rc.1", Map.of());
    shelf.metric("1.10.0", "f1", "0.8");
    shelf.metric("1.9.0", "f1", "0.95");
    shelf.metric("2.0.0-rc.1", "f1", "pending");
  }

  private Listing list(String key, Order order, OptionalInt limit) {
    return new ListVersions(shelf.store)
        .apply(new Request(shelf.model, ListVersions.Key.parse(key), order, limit));
  }

  private List<String> sorted(String key, Order order) {
    return list(key, order, OptionalInt.empty()).rows().stream()
        .map(row -> row.version().toString())
        .toList();
  }

  @Test
  void versionsSortByPrecedenceAndNamesByText() {
    assertThat(sorted("version", Order.ASCENDING))
        .containsExactly("1.2.0", "1.9.0", "1.10.0", "2.0.0-rc.1");
    assertThat(sorted("version", Order.DESCENDING))
        .containsExactly("2.0.0-rc.1", "1.10.0", "1.9.0", "1.2.0");
    assertThat(sorted("name", Order.ASCENDING))
        .containsExactly("1.10.0", "1.2.0", "1.9.0", "2.0.0-rc.1");
  }

  @Test
  void createdSortsByWhenEachWasPublished() {
    assertThat(sorted("created", Order.ASCENDING))
        .containsExactly("1.10.0", "1.9.0", "1.2.0", "2.0.0-rc.1");
  }

  @Test
  void aMetricSortsNumbersThenTextsAndMissingLastBothWays() {
    assertThat(sorted("f1", Order.ASCENDING))
        .containsExactly("1.10.0", "1.9.0", "2.0.0-rc.1", "1.2.0");
    assertThat(sorted("f1", Order.DESCENDING))
        .containsExactly("1.9.0", "1.10.0", "2.0.0-rc.1", "1.2.0");
  }

  @Test
  void aMetricThatNoVersionHasIsNotFoundAndTheHintNamesTheOthers() {
    assertProblem(Problem.NOT_FOUND, () -> sorted("f2", Order.ASCENDING))
        .satisfies(e -> assertThat(e.hint()).contains("f1"));
  }

  @Test
  void aRowHoldsWhatTheTableShows() {
    shelf.alias("champion", "1.10.0");
    Row row = list("created", Order.ASCENDING, OptionalInt.of(1)).rows().get(0);
    assertThat(row.version()).isEqualTo(Shelf.v("1.10.0"));
    assertThat(row.status()).isEqualTo(Status.RELEASE);
    assertThat(row.latest()).isTrue();
    assertThat(row.aliases()).containsExactly(new AliasName("champion"));
    assertThat(row.description()).contains("ten");
    assertThat(row.trainingDataset()).contains("acme/flowers");
    assertThat(row.metrics().values()).containsOnlyKeys("f1");
    assertThat(row.by()).isEqualTo(Shelf.ADA);
    assertThat(row.digest()).isEqualTo(shelf.version("1.10.0").digest());
    assertThat(row.size()).isEqualTo(shelf.version("1.10.0").size());
  }

  @Test
  void anEditedDescriptionStandsBeforeTheSummary() {
    shelf.describe("1.10.0", "edited");
    assertThat(list("name", Order.ASCENDING, OptionalInt.of(1)).rows().get(0).description())
        .contains("edited");
  }

  @Test
  void thePreReleaseIsNotTheLatest() {
    Row row = list("version", Order.DESCENDING, OptionalInt.of(1)).rows().get(0);
    assertThat(row.status()).isEqualTo(Status.PRE_RELEASE);
    assertThat(row.latest()).isFalse();
  }

  @Test
  void theLimitCutsAndTheWholeNumberIsTold() {
    Listing listing = list("version", Order.DESCENDING, OptionalInt.of(2));
    assertThat(listing.rows()).hasSize(2);
    assertThat(listing.found()).isEqualTo(4);
  }

  @Test
  void aModelWithoutVersionsHasNoRows() {
    Shelf empty = new Shelf("empty");
    assertThat(
            new ListVersions(empty.store)
                .apply(
                    new Request(
                        empty.model,
                        ListVersions.Key.parse("f1"),
                        Order.ASCENDING,
                        OptionalInt.empty()))
                .rows())
        .isEmpty();
  }
}
