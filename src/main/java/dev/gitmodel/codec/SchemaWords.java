package dev.gitmodel.codec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says a schema's violations in words: a field's {@code errorMessage} in the schema tells what is
 * expected there, and an unknown key gets the known one that it is closest to.
 */
final class SchemaWords {
  private static final Set<Object> DEEPER =
      Set.of("items", "additionalProperties", "propertyNames");

  private final Map<?, ?> schema;

  SchemaWords(Map<?, ?> schema) {
    this.schema = schema;
  }

  /** For a key that the object at {@code rule}'s parent does not know. */
  String unknown(String key, List<?> rule) {
    Set<String> known = new HashSet<>();
    Map<?, ?> object = at(rule.subList(0, rule.size() - 1));
    if (object.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, field) -> {
            if (!(field instanceof Map<?, ?> f && f.containsKey("not"))) {
              known.add((String) name);
            }
          });
    }
    return "a known field was expected"
        + Closest.to(key, known).map(word -> "; did you mean " + word + "?").orElse("");
  }

  /** What the field that {@code rule} belongs to is to hold. */
  String expected(List<?> rule) {
    Optional<String> said = Optional.empty();
    for (int i = 0; i < rule.size(); i++) {
      if (DEEPER.contains(rule.get(i)) || (i > 0 && rule.get(i - 1).equals("properties"))) {
        said = Optional.empty();
      }
      Optional<String> here = message(at(rule.subList(0, i + 1)));
      said = said.isPresent() ? said : here;
    }
    return said.orElse("another value");
  }

  private Optional<String> message(Map<?, ?> node) {
    if (node.get("errorMessage") instanceof String text) {
      return Optional.of(text);
    }
    return node.get("$ref") instanceof String ref ? message(follow(ref)) : Optional.empty();
  }

  private Map<?, ?> follow(String reference) {
    return at(List.of(reference.substring("#/".length()).split("/", -1)));
  }

  /** The part of the schema that an evaluation path leads to, through its references. */
  private Map<?, ?> at(List<?> path) {
    Map<?, ?> node = schema;
    for (Object step : path) {
      Object next = node.get(step.toString());
      if (step.equals("$ref") && next instanceof String reference) {
        next = follow(reference);
      }
      node = next instanceof Map<?, ?> map ? map : Map.of();
    }
    return node;
  }
}
