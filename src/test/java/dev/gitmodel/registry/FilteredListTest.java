package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.query.Filter;
import dev.gitmodel.registry.AnyFilter.Meant;
import dev.gitmodel.registry.ListModels.Listing;
import dev.gitmodel.registry.ListModels.Request;
import dev.gitmodel.registry.ListModels.Row;
import dev.gitmodel.registry.ListModels.Sort;
import dev.gitmodel.store.ModelStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a filter lists is what a scan of every snapshot finds, in either store. */
class FilteredListTest {
  @TempDir Path folder;
  private ModelStore store = Stores.MEMORY.open(Path.of(""));

  @AfterEach
  void close() {
    Stores.close(store);
  }

  private Listing list(String filter, Optional<Instant> at) {
    Request all = Request.ALL;
    return new ListModels(store, Stores.catalogue(store))
        .apply(
            new Request(
                all.search(),
                all.tag(),
                all.framework(),
                all.task(),
                all.license(),
                all.kind(),
                Sort.NAME,
                OptionalInt.empty(),
                Optional.of(
                    Filter.parse(
                        filter, ModelFields.VOCABULARY, Instant.parse("2026-06-01T00:00:00Z"))),
                at));
  }

  private List<String> rows(String filter) {
    return list(filter, Optional.empty()).rows().stream()
        .map(row -> row.name() + row.version().map(v -> "@" + v).orElse(""))
        .toList();
  }

  /** Models of nothing to three versions, each with some of everything. */
  private void anyModels(Random random, Fleet fleet) {
    for (int m = 0; m < 8; m++) {
      ModelName model = fleet.create(random.nextBoolean() ? "acme/m" + m : "m" + m);
      int versions = random.nextInt(4);
      for (int v = 0; v < versions; v++) {
        String version = v + ".0.0";
        fleet.publish(model, version, anyManifest(random) + "summary: m" + m + "v" + v + "\n");
        if (random.nextInt(3) > 0) {
          fleet.metric(model, version, "f1", "0." + random.nextInt(100));
        }
      }
      for (String alias : List.of("champion", "staging")) {
        if (versions > 0 && random.nextBoolean()) {
          fleet.alias(model, alias, random.nextInt(versions) + ".0.0", "because");
        }
      }
    }
  }

  private static String anyManifest(Random random) {
    return (random.nextBoolean() ? "license: " + pick(random, "mit", "apache-2.0") + "\n" : "")
        + (random.nextBoolean() ? "tags: [chat, " + pick(random, "vision", "text") + "]\n" : "")
        + (random.nextBoolean()
            ? "training:\n  hyperparameters: {epochs: " + random.nextInt(5) + "}\n"
            : "")
        + (random.nextBoolean() ? "metadata: {owner: me}\n" : "");
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void anyFilterListsWhatAScanFinds(Stores kind) {
    store = kind.open(folder);
    anyModels(new Random(7), new Fleet(store));
    AnyFilter filters = new AnyFilter(11);
    int listed = 0;
    for (int i = 0; i < 300; i++) {
      Meant filter = filters.next(3);
      List<ModelName> expected =
          store.models().stream().filter(m -> filter.lists(store.look(m))).toList();
      assertThat(list(filter.text(), Optional.empty()).rows())
          .as(filter.text())
          .extracting(Row::name)
          .isEqualTo(expected);
      listed += expected.size();
    }
    assertThat(listed).as("both outcomes are met").isBetween(300, 300 * 7);
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void inThePastItIsJudgedOnThePast(Stores kind) {
    store = kind.open(folder);
    Fleet fleet = new Fleet(store);
    anyModels(new Random(5), fleet);
    AnyFilter filters = new AnyFilter(3);
    for (int i = 0; i < 60; i++) {
      Meant filter = filters.next(2);
      Instant at = Fleet.minute(1 + i * fleet.writes() / 60);
      List<ModelName> expected =
          store.models().stream()
              .filter(m -> thereAt(m, at))
              .filter(m -> filter.lists(store.lookAt(m, at)))
              .toList();
      assertThat(list(filter.text(), Optional.of(at)).rows())
          .as(filter.text())
          .extracting(Row::name)
          .isEqualTo(expected);
    }
  }

  private boolean thereAt(ModelName model, Instant at) {
    return store
        .look(model)
        .audit()
        .reduce((newer, older) -> older)
        .filter(first -> !first.at().isAfter(at))
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void theFilterOfTheManualDoesWhatItSays(Stores kind) {
    store = kind.open(folder);
    Fleet fleet = new Fleet(store);
    ModelName good = fleet.create("acme/good");
    fleet.publish(good, "1.0.0", "license: Apache-2.0\n");
    fleet.publish(good, "2.0.0", "license: Apache-2.0\n");
    fleet.metric(good, "1.0.0", "f1", "0.81");
    fleet.alias(good, "champion", "1.0.0", "f1");
    ModelName unpromoted = fleet.create("acme/unpromoted");
    fleet.publish(unpromoted, "1.0.0", "license: apache-2.0\n");
    fleet.metric(unpromoted, "1.0.0", "f1", "0.9");
    ModelName weak = fleet.create("acme/weak");
    fleet.publish(weak, "1.0.0", "license: apache-2.0\n");
    fleet.publish(weak, "2.0.0", "license: apache-2.0\n");
    fleet.alias(weak, "champion", "1.0.0", "only one");
    fleet.metric(weak, "1.0.0", "f1", "0.7");
    fleet.metric(weak, "2.0.0", "f1", "0.95");

    assertThat(rows("metrics.f1 > 0.8 and license = apache-2.0 and alias = champion"))
        .as("the champion itself, not the latest")
        .containsExactly("acme/good@1.0.0");
    assertThat(rows("metrics.f1 > 0.8"))
        .containsExactly("acme/unpromoted@1.0.0", "acme/weak@2.0.0");
    assertThat(rows("aliases != champion")).containsExactly("acme/unpromoted@1.0.0");
    assertThat(rows("created >= 2026-01-01 and updated < 2026-01-02 and namespace = acme"))
        .hasSize(3);
    assertThat(rows("updated > 2026-01-01")).isEmpty();
    assertThat(rows("updated > 200d and by ~ lovelace and size < 1MB")).hasSize(3);
  }

  @Test
  void aNameThatNoModelHasIsTold() {
    Fleet fleet = new Fleet(store);
    ModelName model = fleet.create("acme/one");
    fleet.publish(model, "1.0.0", "training: {hyperparameters: {epochs: 1}}\n");
    fleet.metric(model, "1.0.0", "accuracy", "0.9");

    Listing listing = list("metrics.acuracy > 0.5 or hyperparameters.epoch = 1", Optional.empty());
    assertThat(listing.rows()).isEmpty();
    assertThat(listing.unknown())
        .extracting(f -> f.subject() + " " + f.hint())
        .containsExactly(
            "metrics.acuracy nearest: metrics.accuracy",
            "training.hyperparameters.epoch nearest: training.hyperparameters.epochs");
    assertThat(list("metrics.accuracy", Optional.empty()).unknown()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void aTextThatNumbersAreOrderedByIsTold(Stores kind) {
    store = kind.open(folder);
    Fleet fleet = new Fleet(store);
    ModelName one = fleet.create("acme/one");
    fleet.publish(one, "1.0.0", "training: {hyperparameters: {epochs: 1, size: 3}}\n");
    fleet.publish(one, "2.0.0", "training: {hyperparameters: {size: 4}}\n");
    fleet.metric(one, "1.0.0", "grade", "good");
    fleet.metric(one, "2.0.0", "grade", "1");
    fleet.alias(one, "champion", "1.0.0", "graded");
    fleet.metric(one, "2.0.0", "f1", "0.9");
    fleet.publish(fleet.create("acme/two"), "1.0.0", "training: {hyperparameters: {size: b}}\n");

    assertThat(told("metrics.f1 > abc or not metrics.f1 > abc and hyperparameters.epochs <= x"))
        .as("each once, and of versions with an alias, too")
        .containsExactly(
            "metrics.f1 a number in every model that has it, and 'abc' is none",
            "training.hyperparameters.epochs a number in every model that has it, and 'x' is none");
    assertThat(told("metrics.grade < b or hyperparameters.size >= a"))
        .as("somewhere they are texts")
        .isEmpty();
    assertThat(told("metrics.f1 > 'x' and metrics.f1 < '1'"))
        .containsExactly("metrics.f1 a number in every model that has it, and 'x' is none");
    assertThat(told("metrics.f1 = abc or metrics.f1 ~ abc or metrics.f1 > 1e1 or name < b"))
        .isEmpty();
  }

  private List<String> told(String filter) {
    return list(filter, Optional.empty()).unknown().stream()
        .map(f -> f.subject() + " " + f.matter())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void whatWasDeletedSinceIsThereInThePast(Stores kind) {
    store = kind.open(folder);
    Fleet fleet = new Fleet(store);
    ModelName model = fleet.create("acme/one");
    fleet.publish(model, "1.0.0", "license: mit\n");
    fleet.publish(model, "2.0.0", "license: mit\n");
    fleet.delete(model, "2.0.0", "leaked");
    fleet.create("acme/younger");

    List<Row> rows = list("license = mit", Optional.of(Fleet.minute(3))).rows();
    assertThat(rows).extracting(row -> row.version().orElseThrow()).hasToString("[2.0.0]");
    assertThat(rows.get(0).retired().orElseThrow().reason()).contains("leaked");
    assertThat(list("not license = x", Optional.of(Fleet.minute(1))).rows()).hasSize(1);
    assertThat(list("not license = x", Optional.of(Fleet.minute(0))).rows()).isEmpty();
  }
}
