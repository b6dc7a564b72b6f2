package dev.gitmodel.store;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the top-level texts of a {@code model.yaml}. */
final class StoredManifest {
  private static final Pattern VERSION = Pattern.compile("(?m)^version: (\\S+)");

  private StoredManifest() {}

  static ManifestText read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && Character.isLetter(line.charAt(0))) {
        fields.put(
            line.substring(0, colon),
            unquoted(line.substring(colon + 2).replaceFirst(" #.*", "").strip()));
      }
    }
    return new ManifestText(text, new Manifest(fields), version(text));
  }

  private static Optional<ManifestText.Span> version(String text) {
    Matcher line = VERSION.matcher(text);
    return line.find()
        ? Optional.of(new ManifestText.Span(line.start(1), line.end(1)))
        : Optional.empty();
  }

  private static String unquoted(String scalar) {
    boolean quoted = scalar.length() > 1 && scalar.startsWith("\"") && scalar.endsWith("\"");
    return quoted ? scalar.substring(1, scalar.length() - 1) : scalar;
  }
}
