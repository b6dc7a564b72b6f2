package dev.gitmodel.codec;

import dev.gitmodel.model.Printable;
import java.util.List;

/** Where a path of keys and indexes leads in a document; the closest there is. */
record Place(String field, Position key, Node node) {
  private static final int LONGEST_SHOWN = 40;

  static Place of(Node root, List<?> path) {
    Place place = new Place("", root.at(), root);
    for (Object step : path) {
      place = place.step(step);
    }
    return place;
  }

  private Place step(Object step) {
    if (step instanceof Integer i && node instanceof Node.Items list) {
      Node item = list.items().get(i);
      return new Place(field + "[" + i + "]", item.at(), item);
    }
    String inner = field.isEmpty() ? step.toString() : field + "." + step;
    if (node instanceof Node.Fields map && map.fields().get(step.toString()) != null) {
      Node.Field found = map.fields().getOrDefault(step.toString(), new Node.Field(key, node));
      return new Place(inner, found.key(), found.value());
    }
    return new Place(inner, key, node);
  }

  /** What stands there, for an error. */
  String found() {
    if (node instanceof Node.Scalar scalar) {
      String text = Printable.of(scalar.text());
      return text.length() <= LONGEST_SHOWN
          ? "'" + text + "'"
          : "'" + text.substring(0, LONGEST_SHOWN) + "…'";
    }
    return node instanceof Node.Items ? "a list" : "a mapping";
  }
}
