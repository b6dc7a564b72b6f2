package dev.gitmodel.registry;

import static dev.gitmodel.registry.LineageFamily.edges;
import static dev.gitmodel.registry.LineageFamily.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.store.ModelStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes from a version, across models. */
class DescendantsTest {
  @TempDir Path folder;
  private final LineageFamily family = new LineageFamily();

  @Test
  void whatDerivesFromADatasetIsFoundAcrossModelsAndVersions() {
    family.publish("acme/tickets", "1.0.0", "kind: dataset\n");
    family.publish("acme/base", "1.0.0", training("acme/tickets@1.0.0"));
    family.publish("acme/base", "1.1.0", "");
    family.publish("acme/adapter", "1.0.0", "kind: adapter\nbase_model: acme/base@1.1.0\n");
    family.publish("acme/other", "1.0.0", "base_model: acme/base@9.9.9\n");

    Lineage down = family.lineage("acme/tickets@1.0.0", Way.DOWN);

    assertThat(edges(down))
        .containsExactlyInAnyOrder(
            "acme/base@1.0.0 TRAINING_DATASET acme/tickets@1.0.0 VERIFIED",
            "acme/base@1.1.0 PARENT acme/base@1.0.0 VERIFIED",
            "acme/adapter@1.0.0 BASE_MODEL acme/base@1.1.0 VERIFIED");
    assertThat(down.partial()).isFalse();
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
              .filter(v -> nodes(LineageFamily.lineage(store, v, Way.UP)).contains(version))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> indexed = nodes(LineageFamily.lineage(store, version, Way.DOWN));
      indexed.retainAll(all);
      assertThat(indexed).as(version).isEqualTo(scanned);
    }
    Stores.close(store);
  }

  private static Set<String> nodes(Lineage lineage) {
    return lineage.nodes().stream().map(Node::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
