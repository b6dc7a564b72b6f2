package dev.gitmodel.codec;

import java.util.List;
import java.util.Map;

/** A YAML node with its place in the text; nothing is typed yet. */
sealed interface Node {
  Position at();

  /** A scalar's text; {@code plain} where it is not quoted, so its look may mean something. */
  record Scalar(String text, boolean plain, Position at, Position end) implements Node {}

  /** A list. */
  record Items(List<Node> items, Position at) implements Node {}

  /** A mapping, keys in the file's order and each once; {@code flow} where it is in braces. */
  record Fields(Map<String, Field> fields, boolean flow, Position at) implements Node {}

  /** A mapping's entry: where its key stands, and its value. */
  record Field(Position key, Node value) {}
}
