package dev.gitmodel.registry;

import static dev.gitmodel.registry.LineageFamily.edges;
import static dev.gitmodel.registry.LineageFamily.kind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Way;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deleted versions in a lineage are told as far as the model had them while they were there. */
class DeletedLineageTest {
  private final LineageFamily family = new LineageFamily();

  @Test
  void ofADeletedVersionItIsToldWhatThatWasMadeOf() {
    Shelf shelf = new Shelf();
    shelf.publish("1.0.0", Map.of());
    shelf.publish("1.1.0", "training:\n  dataset: https://example.org/rows\n", Map.of());
    shelf.delete("1.1.0");

    Lineage up =
        new TraceLineage(shelf.store, new ScanningCatalogue(shelf.store))
            .apply(new TraceLineage.Request(shelf.ref("1.1.0"), Way.UP));

    assertThat(up.edges().stream().map(e -> e.from() + " " + e.relation() + " " + e.to()))
        .contains(
            "acme/iris@1.1.0 PARENT acme/iris@1.0.0",
            "acme/iris@1.1.0 TRAINING_DATASET https://example.org/rows");
    assertThat(up.nodes().get(0).kind()).isEqualTo(Kind.TOMBSTONE);
    assertThat(up.partial()).isFalse();
  }

  /** A line of three versions and an heir of the second, which is then deleted. */
  private void publishAndDelete() {
    family.publish("acme/iris", "1.0.0", "");
    family.publish("acme/iris", "1.1.0", "");
    family.publish("acme/iris", "1.2.0", "");
    family.publish("acme/heir", "1.0.0", "base_model: acme/iris@1.1.0\n");
    family.desk.delete("1.1.0");
  }

  @Test
  void whatNamesADeletedVersionIsDerivedFromWhatThatWasMadeOf() {
    publishAndDelete();
    String heir = "acme/heir@1.0.0 BASE_MODEL acme/iris@1.1.0 NONE";
    assertThat(edges(family.lineage("acme/iris@1.0.0", Way.DOWN))).contains(heir);
    Lineage deleted = family.lineage("acme/iris@1.1.0", Way.DOWN);
    assertThat(edges(deleted))
        .containsExactlyInAnyOrder(heir, "acme/iris@1.2.0 PARENT acme/iris@1.1.0 NONE");
    assertThat(kind(deleted, "acme/iris@1.1.0")).isEqualTo(Kind.TOMBSTONE);
    assertThat(deleted.partial()).isFalse();
  }

  @Test
  void deletedAncestorsAreTombstonesAndTheLineGoesOnBehindThem() {
    publishAndDelete();
    Lineage up = family.lineage("acme/iris@1.2.0", Way.UP);

    assertThat(kind(up, "acme/iris@1.1.0")).isEqualTo(Kind.TOMBSTONE);
    assertThat(edges(up)).contains("acme/iris@1.1.0 PARENT acme/iris@1.0.0 VERIFIED");
    Lineage heir = family.lineage("acme/heir", Way.UP);
    assertThat(kind(heir, "acme/iris@1.1.0")).isEqualTo(Kind.TOMBSTONE);
    assertThat(heir.nodes())
        .filteredOn(node -> node.kind() == Kind.TOMBSTONE)
        .allSatisfy(node -> assertThat(node.note().orElseThrow()).contains("leaked data"));
    assertThat(edges(family.lineage("acme/iris@1.0.0", Way.DOWN)))
        .contains("acme/iris@1.2.0 PARENT acme/iris@1.1.0 NONE");
  }
}
