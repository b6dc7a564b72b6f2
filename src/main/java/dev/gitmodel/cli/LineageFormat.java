package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;

/** How {@code lineage} shows what it found. */
enum LineageFormat {
  TEXT,
  MERMAID,
  DOT,
  JSON;

  static LineageFormat parse(String text) {
    return switch (text) {
      case "text" -> TEXT;
      case "mermaid" -> MERMAID;
      case "dot" -> DOT;
      case "json" -> JSON;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is not a format", "one of text, mermaid, dot, json");
    };
  }
}
