package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.registry.ScanningCatalogue;
import dev.gitmodel.store.Bench;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue.Cards;
import dev.gitmodel.store.Link;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue says what a scan of every model says, whoever changed what in between. */
class GitCatalogueTest {
  @TempDir Path folder;
  private Shelves shelves;
  private int scans;

  @BeforeEach
  void lay() throws IOException {
    shelves = new Shelves(folder);
  }

  @AfterEach
  void close() {
    shelves.close();
  }

  private Cards kept() {
    try (GitModelStore store = shelves.open("kept")) {
      return store.catalogue().cards();
    }
  }

  private List<ModelStanding> keptStandings() {
    try (GitModelStore store = shelves.open("kept")) {
      return store.catalogue().standings().models();
    }
  }

  private List<Link> keptLinks() {
    try (GitModelStore store = shelves.open("kept")) {
      return store.catalogue().links().links();
    }
  }

  private void agrees(String story) {
    try (GitModelStore fresh = shelves.open("scan-" + scans++)) {
      Cards scanned = new ScanningCatalogue(fresh).cards();
      assertThat(keptStandings())
          .as(story)
          .isEqualTo(new ScanningCatalogue(fresh).standings().models());
      assertThat(keptLinks()).as(story).isEqualTo(new ScanningCatalogue(fresh).links().links());
      Cards kept = kept();
      assertThat(kept.models()).as(story).isEqualTo(scanned.models());
      assertThat(kept.unreadable())
          .extracting(Finding::subject)
          .isEqualTo(scanned.unreadable().stream().map(Finding::subject).toList());
    }
  }

  @Test
  void anEmptyModelHasACard() {
    agrees("nothing published");
    assertThat(kept().models()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void afterAnyChangesItIsTheScan(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder story = new StringBuilder();
    for (int step = 0; step < 20; step++) {
      story.append(shelves.change(random)).append('\n');
      if (random.nextBoolean()) {
        shelves.age();
      }
      agrees(story.toString());
    }
  }

  @Test
  void aModelThatDidNotMoveIsNotOpened() throws IOException {
    shelves.bench.published("1.0.0");
    shelves.age();
    Cards before = kept();
    List<ModelStanding> standings = keptStandings();
    // Without its objects nothing could be read of it any more.
    Files.move(shelves.repository().resolve("objects"), folder.resolve("objects"));
    assertThat(kept()).isEqualTo(before);
    assertThat(keptStandings()).isEqualTo(standings);
  }

  @Test
  void damagedBytesAreNotBelieved() throws IOException {
    shelves.bench.published("1.0.0");
    shelves.age();
    kept();
    Random random = new Random(1);
    for (int round = 0; round < 40; round++) {
      try (Stream<Path> all = Files.walk(shelves.cache("kept"))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          byte[] bytes = Files.readAllBytes(file);
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          Files.write(file, bytes);
        }
      }
      agrees("round " + round);
    }
  }

  @Test
  void aBrokenModelHidesNoOther() throws IOException {
    shelves.bench.published("1.0.0");
    Path broken = shelves.registry().resolve("acme/broken.git");
    Repositories.lay(broken);
    Files.createDirectories(broken.resolve("refs/tags"));
    Files.writeString(broken.resolve("refs/tags/v1.0.0"), "1".repeat(40) + "\n");
    agrees("a tag of nothing");
    assertThat(kept().models()).hasSize(1);
    assertThat(kept().unreadable()).hasSize(1);
  }

  @Test
  void anEmptyModelIsOfTheKindItWasMadeAs() throws IOException {
    ModelName tickets = ModelName.parse("acme/tickets");
    var event =
        new AuditEvent(
            Operation.MODEL_CREATE,
            "create",
            Map.of(AuditEntry.KIND, "dataset"),
            Optional.empty(),
            Map.of(),
            Map.of());
    shelves
        .bench
        .store()
        .create(tickets, new Authored(new ChangeSet(List.of(), event), Bench.ANA, Instant.EPOCH));

    for (int round = 0; round < 2; round++) {
      assertThat(kept().models())
          .extracting(card -> card.manifest().kind())
          .containsExactly("model", "dataset");
      shelves.age();
    }
    agrees("of the bench, and tickets");
  }
}
