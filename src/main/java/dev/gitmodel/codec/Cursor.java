package dev.gitmodel.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value of a document on its way into a record: each accessor gives what is there, or nothing and
 * a problem at its place.
 */
record Cursor(Node root, List<?> path, Object value, Problems problems) {
  /** A mapping's values by key; only the {@code known} keys are allowed. */
  Map<String, Cursor> fields(String... known) {
    Map<String, Cursor> fields = entries();
    Set<String> allowed = Set.of(known);
    fields.forEach(
        (key, cursor) -> {
          if (!allowed.contains(key)) {
            cursor.refuseKey("a known field was expected");
          }
        });
    return fields;
  }

  /** A mapping's values by key, whatever the keys. */
  Map<String, Cursor> entries() {
    Map<String, Cursor> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> entries.put((String) key, in(key, inner)));
    } else {
      refuse("a mapping was expected");
    }
    return entries;
  }

  /** The value of a field, where this is a mapping that has it. */
  Optional<Cursor> at(String field) {
    return value instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get(field)).map(inner -> in(field, inner))
        : Optional.empty();
  }

  /** The entries of the mapping that a field holds; none where it is not there. */
  Map<String, Cursor> each(String field) {
    return at(field).map(Cursor::entries).orElse(Map.of());
  }

  List<Cursor> items(int least, int most) {
    if (!(value instanceof List<?> list) || list.size() < least || list.size() > most) {
      refuse("a list of " + least + " to " + most + " items was expected");
      return List.of();
    }
    return IntStream.range(0, list.size()).mapToObj(i -> in(i, list.get(i))).toList();
  }

  Optional<String> text(Rule rule) {
    if (value instanceof String text && rule.allows(text)) {
      return Optional.of(text);
    }
    refuse(rule.expected() + " was expected");
    return Optional.empty();
  }

  /** Refuses a key that breaks {@code rule}. */
  void key(Rule rule) {
    if (!rule.allows(path.get(path.size() - 1).toString())) {
      refuseKey(rule.expected() + " was expected");
    }
  }

  Optional<Double> number() {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    refuse("a number was expected");
    return Optional.empty();
  }

  /** False, and a problem, where it is neither. */
  boolean isTrue() {
    if (!(value instanceof Boolean)) {
      refuse("true or false was expected");
    }
    return Boolean.TRUE.equals(value);
  }

  void refuse(String message) {
    Place place = Place.of(root, path);
    problems.add(place.node().at(), place.field(), message);
  }

  private void refuseKey(String message) {
    Place place = Place.of(root, path);
    problems.add(place.key(), place.field(), message);
  }

  private Cursor in(Object step, Object inner) {
    return new Cursor(
        root, Stream.concat(path.stream(), Stream.of(step)).toList(), inner, problems);
  }
}
