package dev.gitmodel.registry;

import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.store.ModelStore;
import java.util.List;
import java.util.OptionalInt;

/** Models that come from each other, and the lineages of their versions. */
final class LineageFamily {
  final Desk desk = new Desk();

  void publish(String model, String version, String manifest) {
    desk.push(
        Desk.push(Desk.draft(manifest, "a.txt", model + version))
            .numbered(new Numbering.Exactly(Desk.v(version)))
            .to(model)
            .ran("r" + version));
  }

  Lineage lineage(String reference, Way way) {
    return lineage(desk.store, reference, way);
  }

  Lineage lineage(String reference, Way way, int depth) {
    return lineage(
        desk.store,
        new TraceLineage.Request(Reference.parse(reference), way, OptionalInt.of(depth)));
  }

  static Lineage lineage(ModelStore store, String reference, Way way) {
    return lineage(store, new TraceLineage.Request(Reference.parse(reference), way));
  }

  private static Lineage lineage(ModelStore store, TraceLineage.Request request) {
    return new TraceLineage(store, Stores.catalogue(store)).apply(request);
  }

  static List<String> edges(Lineage lineage) {
    return lineage.edges().stream()
        .map(e -> e.from() + " " + e.relation() + " " + e.to() + " " + e.check())
        .toList();
  }

  static Kind kind(Lineage lineage, String id) {
    return lineage.nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow().kind();
  }

  static String training(String dataset) {
    return "training:\n  dataset: " + dataset + "\n";
  }
}
