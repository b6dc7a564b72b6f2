package dev.gitmodel.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes to a tree of maps, lists, texts, {@code Long}, {@code Double} and {@code Boolean}, typed by
 * a {@link Shape}. A key without a value is left out of the tree and is a problem.
 */
final class Typed {
  private final Problems problems;

  private Typed(Problems problems) {
    this.problems = problems;
  }

  static Map<String, Object> map(Node.Fields root, Shape shape, Problems problems) {
    return new Typed(problems).fields(root, shape, Trail.ROOT);
  }

  private Map<String, Object> fields(Node.Fields node, Shape shape, Trail path) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.fields()
        .forEach(
            (key, field) -> {
              Trail inner = path.key(key);
              checkText(key, inner, field.key());
              if (key.isEmpty()) {
                problems.add(field.key(), path, "a key was expected before the ':'");
              }
              value(field.value(), shape.at(key), inner).ifPresent(v -> map.put(key, v));
            });
    return map;
  }

  private Optional<Object> value(Node node, Shape shape, Trail path) {
    if (node instanceof Node.Scalar scalar) {
      return scalar(scalar, shape, path);
    }
    return Optional.of(
        node instanceof Node.Fields fields
            ? fields(fields, shape, path)
            : items((Node.Items) node, shape.item(), path));
  }

  private List<Object> items(Node.Items node, Shape item, Trail path) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < node.items().size(); i++) {
      value(node.items().get(i), item, path.index(i)).ifPresent(list::add);
    }
    return list;
  }

  private Optional<Object> scalar(Node.Scalar scalar, Shape shape, Trail path) {
    checkText(scalar.text(), path, scalar.at());
    if (scalar.plain() && CoreSchema.isNull(scalar.text())) {
      problems.add(
          scalar.at(), path, "a value was expected: write one, or leave the key out; quote a text");
      return Optional.empty();
    }
    if (!scalar.plain() || shape.isText()) {
      return Optional.of(scalar.text());
    }
    Object value = CoreSchema.value(scalar.text());
    boolean unfit = value instanceof String && CoreSchema.isNumber(scalar.text());
    if (unfit || (value instanceof Double d && !Double.isFinite(d))) {
      problems.add(
          scalar.at(),
          path,
          "a finite number of at most 64 bits was expected: quote it if it is a text");
    }
    return Optional.of(value);
  }

  private void checkText(String text, Trail path, Position at) {
    if (hasControl(text) || Utf8.hasHalf(text)) {
      problems.add(at, path, "text without control characters or halves of one was expected");
    }
  }

  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
