package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListModels.Listing;
import dev.gitmodel.registry.ListModels.Request;
import dev.gitmodel.registry.ListModels.Row;
import dev.gitmodel.registry.ListModels.Sort;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.ModelCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListModelsTest {
  private final List<ModelCard> cards = new ArrayList<>();
  private final List<Finding> unreadable = new ArrayList<>();
  private final Shelf shelf = new Shelf();
  private final Catalogue catalogue =
      new Catalogue() {
        @Override
        public Cards cards() {
          return new Cards(cards, unreadable);
        }

        @Override
        public PastCards cardsAt(Instant at) {
          throw new AssertionError("only the past needs these");
        }

        @Override
        public Standings standings(Wanted wanted) {
          return standings();
        }

        @Override
        public Standings standings() {
          throw new AssertionError("only a filter needs so much");
        }

        @Override
        public Links links() {
          throw new AssertionError("a list names no sources");
        }
      };

  @BeforeEach
  void threeModels() {
    card(
        "acme/assistant",
        "A chat assistant",
        300,
        Map.of(
            "summary", "7B assistant for support tickets.",
            "framework", "safetensors",
            "task", "text-generation",
            "license", "apache-2.0",
            "tags", List.of("Support", "chat")));
    card(
        "iris",
        "Petals",
        100,
        Map.of("framework", "sklearn", "task", "classification", "license", "mit"));
    card("zoo/tickets", "", 200, Map.of("kind", "dataset", "license", "MIT"));
  }

  private void card(String name, String description, long size, Map<String, Object> manifest) {
    cards.add(
        new ModelCard(
            ModelName.parse(name),
            Optional.of(Version.parse("1.0.0")),
            new TreeMap<>(),
            new Manifest(manifest),
            Optional.of(description).filter(d -> !d.isEmpty()),
            size,
            Instant.ofEpochSecond(1000 + cards.size()),
            1));
  }

  private Request with(Map<String, String> f, Sort sort, OptionalInt limit) {
    return new Request(
        Optional.ofNullable(f.get("search")),
        Optional.ofNullable(f.get("tag")),
        Optional.ofNullable(f.get("framework")),
        Optional.ofNullable(f.get("task")),
        Optional.ofNullable(f.get("license")),
        Optional.ofNullable(f.get("kind")),
        sort,
        limit,
        Optional.empty(),
        Optional.empty());
  }

  private List<String> names(String filter, String value) {
    return names(with(Map.of(filter, value), Sort.NAME, OptionalInt.empty()));
  }

  private List<String> names(Request request) {
    return new ListModels(shelf.store, catalogue)
        .apply(request).rows().stream().map(Row::name).map(ModelName::toString).toList();
  }

  @Test
  void withoutAFilterEverythingIsListedByName() {
    assertThat(names(Request.ALL)).containsExactly("iris", "acme/assistant", "zoo/tickets");
  }

  @Test
  void searchFindsWordsInNameSummaryTagsAndDescriptionInAnyCase() {
    assertThat(names("search", "ASSIST")).containsExactly("acme/assistant");
    assertThat(names("search", "tickets")).containsExactly("acme/assistant", "zoo/tickets");
    assertThat(names("search", "support")).containsExactly("acme/assistant");
    assertThat(names("search", "petals")).containsExactly("iris");
    assertThat(names("search", " tickets  7b ")).containsExactly("acme/assistant");
    assertThat(names("search", "classification")).isEmpty();
  }

  @Test
  void everyFilterMatchesItsWholeField() {
    assertThat(names("tag", "support")).containsExactly("acme/assistant");
    assertThat(names("tag", "supp")).isEmpty();
    assertThat(names("framework", "sklearn")).containsExactly("iris");
    assertThat(names("task", "text-generation")).containsExactly("acme/assistant");
    assertThat(names("license", "mit")).containsExactly("iris", "zoo/tickets");
    assertThat(names("kind", "dataset")).containsExactly("zoo/tickets");
    assertThat(names("kind", "model")).containsExactly("iris", "acme/assistant");
  }

  @Test
  void filtersAddUp() {
    assertThat(
            names(
                with(Map.of("license", "mit", "kind", "dataset"), Sort.NAME, OptionalInt.empty())))
        .containsExactly("zoo/tickets");
  }

  @Test
  void theLargestAndTheLastChangedComeFirst() {
    assertThat(names(with(Map.of(), Sort.SIZE, OptionalInt.empty())))
        .containsExactly("acme/assistant", "zoo/tickets", "iris");
    assertThat(names(with(Map.of(), Sort.UPDATED, OptionalInt.empty())))
        .containsExactly("zoo/tickets", "iris", "acme/assistant");
  }

  @Test
  void theLimitCutsAfterSortingAndTheWholeNumberIsTold() {
    Listing listing =
        new ListModels(shelf.store, catalogue).apply(with(Map.of(), Sort.SIZE, OptionalInt.of(1)));
    assertThat(listing.rows()).extracting(row -> row.card().size()).containsExactly(300L);
    assertThat(listing.found()).isEqualTo(3);
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertProblem(Problem.INVALID, () -> with(Map.of(), Sort.NAME, OptionalInt.of(0)));
  }

  @Test
  void aModelThatCannotBeReadHidesNoOther() {
    unreadable.add(new Finding("broken", "is no repository", "git model doctor broken"));
    Listing listing = new ListModels(shelf.store, catalogue).apply(Request.ALL);
    assertThat(listing.rows()).hasSize(3);
    assertThat(listing.unreadable()).extracting(Finding::subject).containsExactly("broken");
  }
}
