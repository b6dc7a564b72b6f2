package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListAliases.Holder;
import dev.gitmodel.registry.ListVersions.Key;
import dev.gitmodel.registry.ListVersions.Order;
import dev.gitmodel.registry.ListVersions.Row;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each answer about the past, in either store; a minute passes with each write. */
class TimeTravelTest {
  @TempDir Path folder;
  private ModelStore store = Stores.MEMORY.open(Path.of(""));
  private ModelName model = ModelName.parse("acme/iris");

  @AfterEach
  void close() {
    Stores.close(store);
  }

  /** Minute 2 and 3: 1.0.0 and its f1; 4: champion; 5: 2.0.0; 6: champion moves; 7: f1; 8: gone. */
  private void lay(Stores kind) {
    store = kind.open(folder);
    Fleet fleet = new Fleet(store);
    model = fleet.create("acme/iris");
    fleet.publish(model, "1.0.0", "summary: the first\n");
    fleet.metric(model, "1.0.0", "f1", "0.7");
    fleet.alias(model, "champion", "1.0.0", "the only one");
    fleet.publish(model, "2.0.0", "summary: the second\n");
    fleet.alias(model, "champion", "2.0.0", "f1 up");
    fleet.metric(model, "1.0.0", "f1", "0.75");
    fleet.delete(model, "1.0.0", "leaked data");
  }

  private Instant minute(int minute) {
    return Fleet.minute(minute);
  }

  private List<Row> versions(Instant at) {
    return listing(at).rows();
  }

  private ListVersions.Listing listing(Instant at) {
    return new ListVersions(store)
        .apply(
            new ListVersions.Request(
                model, new Key.ByVersion(), Order.ASCENDING, OptionalInt.empty(), Optional.of(at)));
  }

  private List<Holder> aliases(Instant at) {
    return new ListAliases(store).apply(new ListAliases.Request(model, at)).holders();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void theVersionsAreThoseOfThen(Stores kind) {
    lay(kind);
    assertThat(versions(minute(1))).isEmpty();
    assertThat(versions(minute(2))).hasSize(1);
    Row one = versions(minute(6)).get(0);
    assertThat(one.version()).hasToString("1.0.0");
    assertThat(one.description()).contains("the first");
    assertThat(one.metrics().get("f1")).contains(MetricValue.parse("0.7"));
    assertThat(one.aliases()).isEmpty();
    assertThat(one.retired().orElseThrow().reason()).contains("leaked data");
    Row two = versions(minute(6)).get(1);
    assertThat(two.aliases()).containsExactly(new AliasName("champion"));
    assertThat(two.retired()).isEmpty();
    assertThat(versions(minute(7)).get(0).metrics().get("f1")).contains(MetricValue.parse("0.75"));
    assertThat(versions(minute(8))).extracting(Row::version).hasToString("[2.0.0]");
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void whoPutTheAliasThereIsTold(Stores kind) {
    lay(kind);
    assertThat(aliases(minute(3))).isEmpty();
    Holder then = aliases(minute(5)).get(0);
    assertThat(then.version()).hasToString("1.0.0");
    assertThat(then.put().orElseThrow().reason()).contains("the only one");
    assertThat(then.put().orElseThrow().at()).isEqualTo(minute(4));
    assertThat(then.put().orElseThrow().by().name()).isEqualTo("Ada Lovelace");
    assertThat(then.retired()).isPresent();
    Holder today = aliases(minute(99)).get(0);
    assertThat(today.version()).hasToString("2.0.0");
    assertThat(today.put().orElseThrow().reason()).contains("f1 up");
    assertThat(today.retired()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void theRecordOfAVersionIsThatOfThen(Stores kind) {
    lay(kind);
    var champion =
        new ShowVersion.Request(Reference.parse("acme/iris@champion"), Optional.of(minute(5)));
    VersionRecord record = new ShowVersion(store).apply(champion);
    assertThat(record.version().version()).hasToString("1.0.0");
    assertThat(record.retired()).isPresent();
    var whole = new ShowModel(store).apply(new ShowModel.Request(model, Optional.of(minute(5))));
    assertThat(whole.latest().orElseThrow().version().version()).hasToString("2.0.0");
    assertThat(whole.versions()).hasSize(2);
    assertThat(whole.aliases()).containsEntry(new AliasName("champion"), Version.parse("1.0.0"));
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void versionsAreComparedAsTheyWere(Stores kind) {
    lay(kind);
    List<Selector> both = List.of(Selector.parse("1.0.0"), Selector.parse("2.0.0"));
    Comparison then =
        new CompareVersions(store)
            .apply(new CompareVersions.Request(model, both, Optional.of(minute(5))));
    assertThat(then.columns().get(0).metrics().get("f1")).contains(MetricValue.parse("0.7"));
    assertThat(then.columns().get(0).aliases()).hasSize(1);
    assertThat(then.columns().get(0).retired()).isPresent();
    assertThat(then.columns().get(1).retired()).isEmpty();
    assertProblem(
        Problem.NOT_FOUND,
        () -> new CompareVersions(store).apply(new CompareVersions.Request(model, both)));
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void beforeTheModelThereIsNothingToTell(Stores kind) {
    lay(kind);
    assertProblem(Problem.NOT_FOUND, () -> versions(minute(0)));
    assertProblem(Problem.NOT_FOUND, () -> aliases(minute(0)));
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void whatWasNotThereThenIsSaidWithTheTime(Stores kind) {
    lay(kind);
    var request =
        new ResolveReference.Request(Reference.parse("acme/iris@champion"), Optional.of(minute(3)));
    assertThatThrownBy(() -> new ResolveReference(store).apply(request))
        .hasMessage("at 2026-01-01T00:03:00Z: acme/iris has no alias champion");
  }

  /** What is asked about the past must not be remembered as the present. */
  @Test
  void thePastDoesNotColourThePresent() {
    lay(Stores.GIT);
    for (int minute = 1; minute < 9; minute++) {
      versions(minute(minute));
      assertThat(store.look(model).metrics(Version.parse("2.0.0")).isEmpty()).isTrue();
      assertThat(store.look(model).tombstone(Version.parse("1.0.0"))).isPresent();
      assertThat(store.look(model).tombstone(Version.parse("2.0.0"))).isEmpty();
    }
  }

  @Test
  void whatWasCollectedSinceIsWhatTheLogSays() throws IOException, InterruptedException {
    lay(Stores.GIT);
    Row before = versions(minute(6)).get(0);
    Stores.close(store);
    Unreadable.git(folder.resolve("registry/acme/iris.git"), "gc", "--quiet", "--prune=now");
    store = Stores.GIT.open(folder, "fresh-cache");

    List<Row> rows = versions(minute(6));
    assertThat(rows).hasSize(2);
    Row one = rows.get(0);
    assertThat(one.version()).hasToString("1.0.0");
    assertThat(one.digest()).isEqualTo(before.digest());
    assertThat(one.commit()).isEqualTo(before.commit());
    assertThat(one.created()).isEqualTo(before.created());
    assertThat(one.by()).isEqualTo(before.by());
    assertThat(one.description().orElseThrow()).contains("collected since");
    assertThat(one.retired()).isPresent();
    var resolved =
        new ResolveReference(store)
            .apply(
                new ResolveReference.Request(
                    Reference.parse("acme/iris@champion"), Optional.of(minute(5))));
    assertThat(resolved.digest()).isEqualTo(before.digest());
  }

  @Test
  void aVersionThatIsThereAndCannotBeReadWasNotCollected()
      throws IOException, InterruptedException {
    lay(Stores.GIT);
    Stores.close(store);
    Path repository = folder.resolve("registry/acme/iris.git");
    Unreadable.lose(repository, "v2.0.0:model.yaml");
    store = Stores.GIT.open(folder, "fresh-cache");

    assertThat(listing(minute(6)).unreadable())
        .extracting(Finding::subject)
        .containsExactly("acme/iris@2.0.0");
    ListModels.Listing listing = listed(minute(6));
    assertThat(listing.rows()).isEmpty();
    assertThat(listing.unreadable()).extracting(Finding::subject).containsExactly("acme/iris");
    assertThat(listed(minute(4)).rows()).hasSize(1);
  }

  @Test
  void aRepositoryThatCannotBeReadIsToldAndTheOthersAreThere() throws IOException {
    lay(Stores.GIT);
    Fleet fleet = new Fleet(store);
    ModelName heir = fleet.create("acme/heir");
    fleet.publish(heir, "1.0.0", "base_model: acme/iris@2.0.0\n");
    Stores.close(store);
    Path repository = folder.resolve("registry/acme/iris.git");
    FileUtils.cleanDirectory(repository.toFile());
    store = Stores.GIT.open(folder);

    for (ListModels.Listing listing : List.of(listed(minute(6)), listed(Optional.empty()))) {
      assertThat(listing.rows()).extracting(ListModels.Row::name).containsExactly(heir);
      assertThat(listing.unreadable()).extracting(Finding::subject).containsExactly("acme/iris");
    }
    Lineage up =
        new TraceLineage(store, Stores.catalogue(store))
            .apply(new TraceLineage.Request(Reference.parse("acme/heir"), Lineage.Way.UP));
    assertThat(up.findings())
        .extracting(Finding::matter)
        .containsExactly(repository + " is not a readable Git repository");
    assertProblem(Problem.CORRUPT, () -> store.look(model));
    assertThat(store.exists(model)).isTrue();
  }

  private ListModels.Listing listed(Instant at) {
    return listed(Optional.of(at));
  }

  private ListModels.Listing listed(Optional<Instant> at) {
    ListModels.Request all = ListModels.Request.ALL;
    return new ListModels(store, Stores.catalogue(store))
        .apply(
            new ListModels.Request(
                all.search(),
                all.tag(),
                all.framework(),
                all.task(),
                all.license(),
                all.kind(),
                all.sort(),
                all.limit(),
                all.where(),
                at));
  }
}
