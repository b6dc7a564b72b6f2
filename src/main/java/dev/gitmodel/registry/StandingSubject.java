package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.query.Subject;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.StandingVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model, and one of its versions, or none where it is empty, as a filter asks about them. */
record StandingSubject(ModelCard card, Optional<StandingVersion> version) implements Subject {
  @Override
  public List<?> values(String path) {
    return switch (path) {
      case "name" -> names(card.name());
      case "namespace" -> card.name().namespace().stream().toList();
      case "versions" -> List.of((long) card.versions());
      case "updated" -> List.of(card.updated());
      case "aliases" -> card.aliases().keySet().stream().map(AliasName::text).toList();
      case "kind" ->
          List.of(manifest().map(Manifest::kind).orElseGet(() -> card.manifest().kind()));
      default -> ofVersion(path);
    };
  }

  private Optional<Manifest> manifest() {
    return version.map(StandingVersion::manifest);
  }

  /** With its namespace and without. */
  private static List<String> names(ModelName name) {
    return name.namespace().isPresent()
        ? List.of(name.toString(), name.name())
        : List.of(name.name());
  }

  private List<?> ofVersion(String path) {
    if (version.isEmpty()) {
      return List.of();
    }
    StandingVersion v = version.get();
    return switch (path) {
      case "version" -> List.of(v.version());
      case ModelFields.ALIAS -> aliases(v.version());
      case "created" -> List.of(v.created());
      case "by" -> List.of(v.by().toString(), v.by().name(), v.by().email());
      case "size" -> List.of(v.size());
      case "description" -> v.description().stream().toList();
      default ->
          path.startsWith(ModelFields.METRICS)
              ? metric(v, path.substring(ModelFields.METRICS.length()))
              : inside(v.manifest().fields(), path);
    };
  }

  private List<String> aliases(Version version) {
    return card.aliases().entrySet().stream()
        .filter(e -> e.getValue().equals(version))
        .map(e -> e.getKey().text())
        .toList();
  }

  private static List<MetricValue> metric(StandingVersion version, String name) {
    // No stream, because it is asked of very many.
    Optional<MetricValue> value = version.metrics().get(name);
    return value.isPresent() ? List.of(value.get()) : List.of();
  }

  /** The scalars at a dotted path; a key may have dots of its own. */
  private static List<Object> inside(Map<?, ?> tree, String path) {
    List<Object> found = new ArrayList<>();
    inside(tree, path, found);
    return found;
  }

  // By the keys that it may be, so that no other key of very many manifests is read.
  private static void inside(Map<?, ?> tree, String path, List<Object> into) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (tree.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        inside(inner, path.substring(dot + 1), into);
      }
    }
    Object value = tree.get(path);
    if (value != null) {
      leaves(value, into);
    }
  }

  private static void leaves(Object tree, List<Object> into) {
    if (tree instanceof Map<?, ?> map) {
      map.values().forEach(value -> leaves(value, into));
    } else if (tree instanceof List<?> list) {
      list.forEach(value -> leaves(value, into));
    } else {
      into.add(tree);
    }
  }
}
