package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue.Cards;
import dev.gitmodel.store.ModelCard;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanningCatalogueTest {
  private final Shelf shelf = new Shelf();

  private ModelCard only() {
    return new ScanningCatalogue(shelf.store).cards().models().get(0);
  }

  @Test
  void aCardShowsTheLatestReleaseAndNotAHigherPreRelease() {
    shelf.publish("1.0.0", "summary: first\n", Map.of("a.txt", "12345"));
    shelf.publish("2.0.0-rc.1", "summary: candidate\n", Map.of("a.txt", "1"));
    ModelCard card = only();
    assertThat(card.latest()).contains(Shelf.v("1.0.0"));
    assertThat(card.manifest().text("summary")).contains("first");
    assertThat(card.size()).isEqualTo(shelf.version("1.0.0").size());
    assertThat(card.versions()).isEqualTo(2);
  }

  @Test
  void anEditedDescriptionStandsBeforeTheManifests() {
    shelf.publish("1.0.0", "description: written\n", Map.of());
    assertThat(only().description()).contains("written");
    shelf.describe("1.0.0", "edited");
    assertThat(only().description()).contains("edited");
  }

  @Test
  void aModelIsUpdatedWhenAnythingAboutItChanges() {
    shelf.publish("1.0.0", Map.of());
    var published = only().updated();
    shelf.alias("champion", "1.0.0");
    assertThat(only().updated()).isAfter(published);
    assertThat(only().aliases()).containsEntry(new AliasName("champion"), Shelf.v("1.0.0"));
  }

  @Test
  void theCardOfAnEmptyModelSaysItsKindOnly() {
    ModelCard card = only();
    assertThat(card.latest()).isEqualTo(Optional.empty());
    assertThat(card.manifest().kind()).isEqualTo("model");
    assertThat(card.size()).isZero();
    assertThat(card.updated()).isEqualTo(Shelf.START.plusSeconds(60));
  }

  @Test
  void aBrokenModelIsAFindingAndTheOthersAreListed() {
    shelf.create("acme/broken");
    shelf.store.tamper(
        ModelName.parse("acme/broken"), "refs/tags/v1.0.0", new Revision("1".repeat(40)));
    Cards cards = new ScanningCatalogue(shelf.store).cards();
    assertThat(cards.models()).extracting(ModelCard::name).containsExactly(shelf.model);
    assertThat(cards.unreadable()).extracting(Finding::subject).containsExactly("acme/broken");
  }
}
