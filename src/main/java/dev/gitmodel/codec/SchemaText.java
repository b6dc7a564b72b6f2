package dev.gitmodel.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published JSON Schemas (draft 2020-12), as they ship. */
public final class SchemaText {
  private SchemaText() {}

  /** The schema of {@code model.yaml}. */
  public static String model() {
    return resource("model.schema.json");
  }

  /** The schema of {@code registry.yaml}. */
  public static String registry() {
    return resource("registry.schema.json");
  }

  private static String resource(String name) {
    try (InputStream in = SchemaText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
