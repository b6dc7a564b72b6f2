package dev.gitmodel.registry;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.query.Filter;
import dev.gitmodel.query.TextOrder;
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

/**
 * What a filter asks for and no model can have, most likely mistyped: a name that none has, and a
 * number that is less or greater than a text.
 */
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
    for (TextOrder order : filter.textOrders()) {
      if (isNumber(order, models)
          && isNumber(order, whole.get())
          && !nobodyHas(order.path(), whole.get())) {
        findings.add(
            new Finding(
                order.path(),
                "a number in every model that has it, and '" + order.text() + "' is none",
                "compare it with a number, for example " + order.path() + " > 0.8"));
      }
    }
    return findings;
  }

  /** Whether it is a text nowhere. */
  private static boolean isNumber(TextOrder order, List<ModelStanding> models) {
    for (ModelStanding model : models) {
      for (StandingVersion version : model.versions()) {
        if (!values(order.path(), model, version).stream().allMatch(order::neverFits)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<?> values(String path, ModelStanding model, StandingVersion version) {
    return new StandingSubject(model.card(), Optional.of(version)).values(path);
  }

  private static boolean nobodyHas(String path, List<ModelStanding> models) {
    for (ModelStanding model : models) {
      for (StandingVersion version : model.versions()) {
        if (!values(path, model, version).isEmpty()) {
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
