package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;

/** How {@code audit} writes the log. */
enum AuditFormat {
  TEXT,
  JSONL,
  CSV,
  HTML;

  static AuditFormat parse(String text) {
    return switch (text) {
      case "text" -> TEXT;
      case "jsonl" -> JSONL;
      case "csv" -> CSV;
      case "html" -> HTML;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is not a format", "one of text, jsonl, csv, html");
    };
  }
}
