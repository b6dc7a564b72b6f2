package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.DeleteVersion.Dependant;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Finds the versions, of whatever model, whose manifest pins a version. */
final class Dependants {
  private Dependants() {}

  static List<Dependant> of(ModelStore store, ModelVersion pinned) {
    List<Dependant> dependants = new ArrayList<>();
    for (ModelName model : store.models()) {
      Snapshot there = store.look(model);
      for (Version version : there.versions()) {
        add(there.version(version), pinned, dependants);
      }
    }
    return dependants;
  }

  private static void add(ModelVersion candidate, ModelVersion pinned, List<Dependant> to) {
    References.fields(candidate.manifest())
        .forEach(
            (field, text) -> {
              if (References.pins(text, candidate.model(), pinned)) {
                to.add(new Dependant(candidate.reference(), field));
              }
            });
  }
}
