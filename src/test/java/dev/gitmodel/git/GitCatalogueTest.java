package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.ScanningCatalogue;
import dev.gitmodel.store.Bench;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue.Cards;
import dev.gitmodel.store.Catalogue.Links;
import dev.gitmodel.store.Catalogue.PastCards;
import dev.gitmodel.store.Catalogue.Wanted;
import dev.gitmodel.store.Glance;
import dev.gitmodel.store.Kin;
import dev.gitmodel.store.Link;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.StandingVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private Map<ModelName, List<Kin>> kin(GitModelStore store) {
    Links links = store.catalogue().links();
    Map<ModelName, List<Kin>> kin = new TreeMap<>();
    store.models().forEach(m -> links.kin().apply(m).ifPresent(known -> kin.put(m, known)));
    return kin;
  }

  /** What is kept of the past, and of models of which not all is kept, what a scan finds. */
  private static List<ModelCard> past(GitModelStore store, Instant at) {
    PastCards past = store.catalogue().cardsAt(at);
    Map<ModelName, ModelCard> scanned = new TreeMap<>();
    new ScanningCatalogue(store, Optional.of(at))
        .cards()
        .models()
        .forEach(card -> scanned.put(card.name(), card));
    scanned.keySet().retainAll(past.unread());
    past.models().forEach(card -> scanned.put(card.name(), card));
    return List.copyOf(scanned.values());
  }

  private void agreesOnThePast(String story, GitModelStore fresh) {
    Set<Instant> times = new TreeSet<>();
    try (Stream<AuditEntry> log = shelves.bench.look().audit()) {
      log.forEach(entry -> times.add(entry.at()));
    }
    times.add(Instant.EPOCH.minusSeconds(1));
    try (GitModelStore store = shelves.open("kept")) {
      for (Instant at : times) {
        Cards scanned = new ScanningCatalogue(fresh, Optional.of(at)).cards();
        // What was read before stock git threw its objects away is still known.
        Set<String> thrownAway = new TreeSet<>();
        scanned.unreadable().forEach(finding -> thrownAway.add(finding.subject()));
        assertThat(past(store, at))
            .as(story + " at " + at)
            .filteredOn(card -> !thrownAway.contains(card.name().toString()))
            .isEqualTo(scanned.models());
        PastCards past = store.catalogue().cardsAt(at);
        for (ModelCard card : past.models()) {
          boolean there =
              card.latest().stream().allMatch(store.look(card.name()).versions()::contains);
          assertThat(past.lost().contains(card.name())).as(story).isEqualTo(!there);
        }
      }
    }
  }

  private void agreesOnKin(String story, GitModelStore fresh) {
    Map<ModelName, List<Kin>> scanned = new TreeMap<>();
    fresh.models().forEach(model -> read(fresh, model).ifPresent(kin -> scanned.put(model, kin)));
    try (GitModelStore store = shelves.open("kept")) {
      assertThat(kin(store)).as(story).isEqualTo(scanned);
    }
  }

  private static Optional<List<Kin>> read(GitModelStore store, ModelName model) {
    try {
      return Optional.of(new Glance(store.look(model)).kin());
    } catch (RegistryException unreadable) {
      return Optional.empty();
    }
  }

  private void agreesOnWhatIsWanted(String story, List<ModelStanding> whole) {
    Wanted wanted = new Wanted(Set.of("f1", "nobody-has-it"), false);
    try (GitModelStore store = shelves.open("kept")) {
      List<ModelStanding> part = store.catalogue().standings(wanted).models();
      assertThat(part).extracting(ModelStanding::card).isEqualTo(cards(whole));
      for (int i = 0; i < part.size(); i++) {
        List<StandingVersion> some = part.get(i).versions();
        for (int j = 0; j < some.size(); j++) {
          StandingVersion all = whole.get(i).versions().get(j);
          assertThat(some.get(j).manifest()).as(story).isEqualTo(all.manifest());
          assertThat(some.get(j).description()).as(story).isEqualTo(all.description());
          assertThat(some.get(j).metrics().get("f1")).as(story).isEqualTo(all.metrics().get("f1"));
        }
        assertThat(some.isEmpty()).isEqualTo(whole.get(i).versions().isEmpty());
      }
    }
  }

  private static List<ModelCard> cards(List<ModelStanding> standings) {
    return standings.stream().map(ModelStanding::card).toList();
  }

  private void agrees(String story) {
    try (GitModelStore fresh = shelves.open("scan-" + scans++)) {
      Cards scanned = new ScanningCatalogue(fresh).cards();
      assertThat(keptStandings())
          .as(story)
          .isEqualTo(new ScanningCatalogue(fresh).standings().models());
      assertThat(keptLinks()).as(story).isEqualTo(new ScanningCatalogue(fresh).links().links());
      agreesOnKin(story, fresh);
      agreesOnThePast(story, fresh);
      agreesOnWhatIsWanted(story, new ScanningCatalogue(fresh).standings().models());
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

  /** Of a log that is cut off at its start that is kept, and told of every time before it. */
  @Test
  void aModelThatMayHaveBeenThereBeforeItsLogIsToBeReadByItself() throws IOException {
    shelves.bench.published("1.0.0");
    String alone = shelves.git("commit-tree", "refs/audit/log^{tree}", "-m", "x").strip();
    shelves.git("update-ref", "refs/audit/log", alone);
    shelves.age();
    for (int round = 0; round < 2; round++) {
      try (GitModelStore store = shelves.open("kept")) {
        PastCards past = store.catalogue().cardsAt(Instant.EPOCH.minusSeconds(1));
        assertThat(past.models()).isEmpty();
        assertThat(past.unread()).containsExactly(Bench.IRIS);
      }
    }
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
