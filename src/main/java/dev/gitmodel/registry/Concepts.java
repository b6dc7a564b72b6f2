package dev.gitmodel.registry;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.registry.Comparison.ConceptGap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The concepts that versions were evaluated on, as {@code evaluation.concepts} names them. */
final class Concepts {
  private Concepts() {}

  /** One gap for each version that lacks a concept another one has. */
  static List<ConceptGap> gaps(List<ModelVersion> versions) {
    Set<String> all = new LinkedHashSet<>();
    versions.forEach(version -> all.addAll(of(version.manifest())));
    return versions.stream()
        .map(version -> new ConceptGap(version, missing(all, version)))
        .filter(gap -> !gap.missing().isEmpty())
        .toList();
  }

  private static List<String> missing(Set<String> all, ModelVersion version) {
    Set<String> own = of(version.manifest());
    return all.stream().filter(concept -> !own.contains(concept)).toList();
  }

  private static Set<String> of(Manifest manifest) {
    Set<String> concepts = new LinkedHashSet<>();
    if (manifest.fields().get("evaluation") instanceof Map<?, ?> evaluation
        && evaluation.get("concepts") instanceof List<?> list) {
      list.forEach(concept -> concepts.add(String.valueOf(concept)));
    }
    return concepts;
  }
}
