package dev.gitmodel.codec;

import java.util.Optional;

/**
 * One YAML document: its root, and where it is ended by dots; no root where there is no content.
 */
record YamlDocument(Optional<Node> root, Optional<Position> dots) {
  static final YamlDocument EMPTY = new YamlDocument(Optional.empty(), Optional.empty());
}
