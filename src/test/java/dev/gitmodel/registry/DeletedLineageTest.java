package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Way;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a deleted version came from is told as far as the model had it while it was there. */
class DeletedLineageTest {
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
}
