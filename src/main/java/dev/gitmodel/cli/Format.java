package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;
import java.util.Optional;

/** How a verb that has a choice shows its answer. */
enum Format {
  TEXT,
  MARKDOWN,
  JSON;

  /** The option of every verb with this choice. */
  static Arg<Optional<Format>> option() {
    return Arg.option("FORMAT", Format::parse, "text (the default), markdown or json", "--format");
  }

  private static Format parse(String text) {
    return switch (text) {
      case "text" -> TEXT;
      case "markdown" -> MARKDOWN;
      case "json" -> JSON;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is not a format", "one of text, markdown, json");
    };
  }
}
