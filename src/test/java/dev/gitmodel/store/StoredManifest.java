package dev.gitmodel.store;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the top-level texts of a {@code model.yaml}. */
final class StoredManifest {
  private StoredManifest() {}

  static ManifestText read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && Character.isLetter(line.charAt(0))) {
        fields.put(line.substring(0, colon), unquoted(line.substring(colon + 2).strip()));
      }
    }
    return new ManifestText(text, new Manifest(fields), Optional.empty());
  }

  private static String unquoted(String scalar) {
    boolean quoted = scalar.length() > 1 && scalar.startsWith("\"") && scalar.endsWith("\"");
    return quoted ? scalar.substring(1, scalar.length() - 1) : scalar;
  }
}
