package dev.gitmodel.registry;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.query.Filter;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.StandingVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Names that a filter asks for and no model has: most likely mistyped. */
final class Unknown {
  private static final int SHOWN = 3;

  private Unknown() {}

  /** {@code models} have at least what the filter asks for; {@code whole} have all. */
  static List<Finding> in(
      Filter filter, List<ModelStanding> models, Supplier<List<ModelStanding>> whole) {
    List<Finding> findings = new ArrayList<>();
    for (String path : filter.paths()) {
      if (!models.isEmpty()
          && ModelFields.VOCABULARY.isOpen(path)
          && nobodyHas(path, models)
          && nobodyHas(path, whole.get())) {
        findings.add(new Finding(path, "no model has it", hint(path, whole.get())));
      }
    }
    return findings;
  }

  private static boolean nobodyHas(String path, List<ModelStanding> models) {
    for (ModelStanding model : models) {
      for (StandingVersion version : model.versions()) {
        if (!new StandingSubject(model.card(), Optional.of(version)).values(path).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  private static String hint(String path, List<ModelStanding> models) {
    String start = path.substring(0, path.indexOf('.') + 1);
    NavigableSet<String> there = new TreeSet<>();
    models.stream()
        .flatMap(m -> m.versions().stream())
        .forEach(v -> names(v).filter(n -> n.startsWith(start)).forEach(there::add));
    return there.isEmpty()
        ? "no model has any " + start + "NAME"
        : "nearest: " + String.join(", ", DidYouMean.nearest(path, there, SHOWN));
  }

  private static Stream<String> names(StandingVersion version) {
    return Stream.concat(
        version.metrics().values().keySet().stream().map(name -> ModelFields.METRICS + name),
        version.manifest().flat().keySet().stream());
  }
}
