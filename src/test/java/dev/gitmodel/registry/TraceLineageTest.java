package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes from what, across models. */
class TraceLineageTest {
  @TempDir Path folder;
  private final Desk desk = new Desk();

  private void publish(String model, String version, String manifest) {
    desk.push(
        Desk.push(Desk.draft(manifest, "a.txt", model + version))
            .numbered(new Numbering.Exactly(Desk.v(version)))
            .to(model)
            .ran("r" + version));
  }

  private Lineage lineage(String reference, Way way) {
    return lineage(desk.store, reference, way);
  }

  private static Lineage lineage(ModelStore store, String reference, Way way) {
    return new TraceLineage(store, Stores.catalogue(store))
        .apply(new TraceLineage.Request(Reference.parse(reference), way));
  }

  private static List<String> edges(Lineage lineage) {
    return lineage.edges().stream()
        .map(e -> e.from() + " " + e.relation() + " " + e.to() + " " + e.check())
        .toList();
  }

  private static Kind kind(Lineage lineage, String id) {
    return lineage.nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow().kind();
  }

  private static String training(String dataset) {
    return "training:\n  dataset: " + dataset + "\n";
  }

  @Test
  void aVersionComesFromItsParentsBaseDatasetsCodeAndRun() {
    publish("acme/tickets", "2.1.0", "kind: dataset\n");
    publish("acme/base", "1.0.0", "base_model: org/Outside-7B\n");
    publish("acme/iris", "1.0.0", "");
    publish(
        "acme/iris",
        "1.1.0",
        "base_model: base@1.0.0\nexperiment: exp-42\ntraining:\n  dataset: acme/tickets\n"
            + "  code: {repository: 'https://git.example.org/t', commit: 4f1c}\n");

    Lineage up = lineage("acme/iris@1.1.0", Way.UP);

    assertThat(edges(up))
        .contains(
            "acme/iris@1.1.0 PARENT acme/iris@1.0.0 VERIFIED",
            "acme/iris@1.1.0 BASE_MODEL acme/base@1.0.0 VERIFIED",
            "acme/base@1.0.0 BASE_MODEL org/Outside-7B NONE",
            "acme/iris@1.1.0 TRAINING_DATASET acme/tickets@2.1.0 VERIFIED",
            "acme/iris@1.1.0 CODE https://git.example.org/t@4f1c NONE",
            "acme/iris@1.1.0 EXPERIMENT experiment exp-42 of acme/iris NONE",
            "acme/iris@1.1.0 RUN run r1.1.0 of acme/iris NONE");
    assertThat(kind(up, "org/Outside-7B")).isEqualTo(Kind.OUTSIDE);
    assertThat(up.partial()).isFalse();
  }

  @Test
  void aDatasetIsTheVersionItWasAtPublicationThoughItsNameMovedOn() {
    publish("acme/tickets", "1.0.0", "kind: dataset\n");
    publish("acme/iris", "1.0.0", training("acme/tickets"));
    publish("acme/tickets", "2.0.0", "kind: dataset\n");

    assertThat(edges(lineage("acme/iris", Way.UP)))
        .contains("acme/iris@1.0.0 TRAINING_DATASET acme/tickets@1.0.0 VERIFIED");
    assertThat(edges(lineage("acme/tickets@2.0.0", Way.DOWN))).isEmpty();
  }

  @Test
  void aDigestThatIsNoLongerTheRecordedOneIsNotVerified() {
    publish("acme/tickets", "1.0.0", "kind: dataset\n");
    publish("acme/tickets", "2.0.0", "kind: dataset\n");
    publish("acme/iris", "1.0.0", training("acme/tickets@1.0.0"));
    ModelName tickets = ModelName.parse("acme/tickets");
    Revision other = desk.store.look(tickets).version(Desk.v("2.0.0")).tag();
    desk.store.tamper(tickets, "refs/tags/v1.0.0", other);

    Edge edge =
        lineage("acme/iris", Way.UP).edges().stream()
            .filter(e -> e.relation() == Lineage.Relation.TRAINING_DATASET)
            .findFirst()
            .orElseThrow();

    assertThat(edge.check()).isEqualTo(Check.UNVERIFIED);
    assertThat(edge.why().orElseThrow()).startsWith("its digest was sha256:");
  }

  @Test
  void aBaseIsTheVersionItWasAtPublicationThoughItsAliasMovedOn() {
    publish("acme/base", "1.0.0", "");
    publish("acme/iris", "1.0.0", "base_model: acme/base@latest\n");
    publish("acme/base", "2.0.0", "");

    assertThat(edges(lineage("acme/iris", Way.UP)))
        .contains("acme/iris@1.0.0 BASE_MODEL acme/base@1.0.0 VERIFIED");
    assertThat(edges(lineage("acme/base@2.0.0", Way.DOWN))).isEmpty();
  }

  @Test
  void aBaseThatMovesAndWasNotThereAtPublicationIsNotVerified() {
    publish("acme/iris", "1.0.0", "base_model: acme/base@latest\n");
    publish("acme/base", "1.0.0", "");

    assertThat(edges(lineage("acme/iris", Way.UP)))
        .contains("acme/iris@1.0.0 BASE_MODEL acme/base@1.0.0 UNVERIFIED");
  }

  @Test
  void whatDerivesFromADatasetIsFoundAcrossModelsAndVersions() {
    publish("acme/tickets", "1.0.0", "kind: dataset\n");
    publish("acme/base", "1.0.0", training("acme/tickets@1.0.0"));
    publish("acme/base", "1.1.0", "");
    publish("acme/adapter", "1.0.0", "kind: adapter\nbase_model: acme/base@1.1.0\n");
    publish("acme/other", "1.0.0", "base_model: acme/base@9.9.9\n");

    Lineage down = lineage("acme/tickets@1.0.0", Way.DOWN);

    assertThat(edges(down))
        .containsExactlyInAnyOrder(
            "acme/base@1.0.0 TRAINING_DATASET acme/tickets@1.0.0 VERIFIED",
            "acme/base@1.1.0 PARENT acme/base@1.0.0 VERIFIED",
            "acme/adapter@1.0.0 BASE_MODEL acme/base@1.1.0 VERIFIED");
    assertThat(down.partial()).isFalse();
  }

  @Test
  void theDatasetsOfEvaluationsAreSourcesToo() {
    publish("acme/eval", "1.0.0", "kind: dataset\n");
    publish("acme/iris", "1.0.0", "");
    desk.store.evaluate(Desk.IRIS, Desk.v("1.0.0"), "dataset: acme/eval@1.0.0\nf1: 0.8\n");
    String edge = "acme/iris@1.0.0 EVALUATION_DATASET acme/eval@1.0.0 VERIFIED";
    assertThat(edges(lineage("acme/iris", Way.UP))).contains(edge);
    assertThat(edges(lineage("acme/eval", Way.DOWN))).containsExactly(edge);
  }

  @Test
  void whatNamesADeletedVersionIsDerivedFromWhatThatWasMadeOf() {
    publish("acme/iris", "1.0.0", "");
    publish("acme/iris", "1.1.0", "");
    publish("acme/iris", "1.2.0", "");
    publish("acme/heir", "1.0.0", "base_model: acme/iris@1.1.0\n");
    desk.delete("1.1.0");

    String heir = "acme/heir@1.0.0 BASE_MODEL acme/iris@1.1.0 NONE";
    assertThat(edges(lineage("acme/iris@1.0.0", Way.DOWN))).contains(heir);
    Lineage deleted = lineage("acme/iris@1.1.0", Way.DOWN);
    assertThat(edges(deleted))
        .containsExactlyInAnyOrder(heir, "acme/iris@1.2.0 PARENT acme/iris@1.1.0 NONE");
    assertThat(kind(deleted, "acme/iris@1.1.0")).isEqualTo(Kind.TOMBSTONE);
    assertThat(deleted.partial()).isFalse();
  }

  @Test
  void deletedAncestorsAreTombstonesAndTheLineGoesOnBehindThem() {
    publish("acme/iris", "1.0.0", "");
    publish("acme/iris", "1.1.0", "");
    publish("acme/iris", "1.2.0", "");
    publish("acme/heir", "1.0.0", "base_model: acme/iris@1.1.0\n");
    desk.delete("1.1.0");

    Lineage up = lineage("acme/iris@1.2.0", Way.UP);

    assertThat(kind(up, "acme/iris@1.1.0")).isEqualTo(Kind.TOMBSTONE);
    assertThat(edges(up)).contains("acme/iris@1.1.0 PARENT acme/iris@1.0.0 VERIFIED");
    Lineage heir = lineage("acme/heir", Way.UP);
    assertThat(kind(heir, "acme/iris@1.1.0")).isEqualTo(Kind.TOMBSTONE);
    assertThat(heir.nodes())
        .filteredOn(node -> node.kind() == Kind.TOMBSTONE)
        .allSatisfy(node -> assertThat(node.note().orElseThrow()).contains("leaked data"));
    assertThat(edges(lineage("acme/iris@1.0.0", Way.DOWN)))
        .contains("acme/iris@1.2.0 PARENT acme/iris@1.1.0 NONE");
  }

  @Test
  void aCircleAndAMissingAncestorAreNamedAndTheRestIsGiven() {
    publish("acme/a", "1.0.0", "base_model: acme/b@1.0.0\n");
    publish("acme/b", "1.0.0", "base_model: acme/a@1.0.0\n" + training("acme/gone@1.0.0"));

    Lineage up = lineage("acme/a", Way.UP);

    assertThat(up.partial()).isTrue();
    assertThat(up.findings())
        .extracting(Finding::matter)
        .anySatisfy(text -> assertThat(text).startsWith("comes from itself: acme/"))
        .contains("is not in the registry");
    assertThat(kind(up, "acme/gone@1.0.0")).isEqualTo(Kind.MISSING);
    assertThat(edges(up)).contains("acme/b@1.0.0 RUN run r1.0.0 of acme/b NONE");
    assertThat(edges(lineage("acme/a", Way.DOWN))).hasSize(2);
  }

  @Test
  void aModelThatCannotBeReadIsNamedAndTheOthersAreGiven() {
    publish("acme/tickets", "1.0.0", "kind: dataset\n");
    publish("acme/broken", "1.0.0", "");
    publish("acme/iris", "1.0.0", "base_model: acme/broken@1.0.0\n" + training("acme/tickets"));
    desk.store.tamper(
        ModelName.parse("acme/broken"), "refs/tags/v1.0.0", new Revision("1".repeat(40)));

    Lineage up = lineage("acme/iris", Way.UP);
    assertThat(kind(up, "acme/broken@1.0.0")).isEqualTo(Kind.MISSING);
    assertThat(edges(up)).anyMatch(e -> e.contains("TRAINING_DATASET acme/tickets@1.0.0 VERIFIED"));
    Lineage down = lineage("acme/tickets", Way.DOWN);
    assertThat(down.findings()).extracting(Finding::subject).containsExactly("acme/broken");
    assertThat(edges(down)).hasSize(1);
  }

  @Test
  void aParentThatCannotBeReadIsNamedOnce() throws IOException, InterruptedException {
    ModelStore store = Unreadable.manifest(folder, "1.1.0", "1.0.0", "1.1.0", "1.2.0");
    try {
      Lineage up = lineage(store, "acme/iris@1.2.0", Way.UP);
      assertThat(edges(up)).containsExactly("acme/iris@1.2.0 PARENT acme/iris@1.1.0 NONE");
      assertThat(kind(up, "acme/iris@1.1.0")).isEqualTo(Kind.MISSING);
      assertThat(up.findings()).extracting(Finding::subject).containsExactly("acme/iris");
    } finally {
      Stores.close(store);
    }
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() {
    publish("acme/iris", "1.0.0", "");
    RegistryException refusal = Desk.refusal(() -> lineage("acme/iris@2.0.0", Way.UP));
    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
  }

  /** The index says what asking every version of every model where it comes from says. */
  @ParameterizedTest
  @EnumSource
  void whatComesFromAVersionIsWhatComesToItWhenEveryVersionIsAsked(Stores kind) {
    Random random = new Random(7);
    ModelStore store = kind.open(folder);
    Fleet fleet = new Fleet(store);
    List<ModelName> models =
        List.of(fleet.create("acme/a"), fleet.create("acme/b"), fleet.create("c"));
    for (int step = 0; step < 24; step++) {
      ModelName model = models.get(step % models.size());
      String other = models.get(random.nextInt(models.size())) + "@" + random.nextInt(8) + ".0.0";
      String manifest = random.nextBoolean() ? "base_model: " + other + "\n" : training(other);
      fleet.publish(model, step / models.size() + ".0.0", manifest);
    }
    fleet.delete(models.get(0), "3.0.0", "leaked");
    Set<String> all = new HashSet<>();
    for (ModelName model : models) {
      store.look(model).versions().forEach(v -> all.add(Reference.to(model, v).toString()));
    }
    for (String version : all) {
      Set<String> scanned =
          all.stream()
              .filter(v -> nodes(lineage(store, v, Way.UP)).contains(version))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> indexed = nodes(lineage(store, version, Way.DOWN));
      indexed.retainAll(all);
      assertThat(indexed).as(version).isEqualTo(scanned);
    }
    Stores.close(store);
  }

  private static Set<String> nodes(Lineage lineage) {
    return lineage.nodes().stream().map(Node::id).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aMergedExperimentIsAParentToo() {
    publish("acme/iris", "1.0.0", "");
    Version trial = desk.push(Desk.push(Desk.weights("trial")).on("exp/wide"));
    publish("acme/iris", "1.1.0", "");
    new PromoteExperiment(desk.ledger)
        .apply(
            new PromoteExperiment.Request(
                Desk.ANN,
                Desk.IRIS,
                new ExperimentName("wide"),
                new Numbering.Exactly(Desk.v("2.0.0")),
                Optional.empty(),
                Optional.empty(),
                Signing.UNSIGNED));
    assertThat(edges(lineage("acme/iris@2.0.0", Way.UP)))
        .contains(
            "acme/iris@2.0.0 PARENT acme/iris@1.1.0 VERIFIED",
            "acme/iris@2.0.0 MERGED acme/iris@" + trial + " VERIFIED",
            "acme/iris@" + trial + " PARENT acme/iris@1.0.0 VERIFIED",
            "acme/iris@2.0.0 EXPERIMENT experiment wide of acme/iris NONE");
  }
}
