package dev.gitmodel.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code model.yaml} as its author wrote it, and what it means; completed by splicing, so every
 * byte of the author's stays. {@code version} is where the version's scalar stands, if it does.
 */
public record ManifestText(String text, Manifest manifest, Optional<Span> version) {
  /** Character offsets in the text: from {@code start} to before {@code end}. */
  public record Span(int start, int end) {}

  private static final String VERSION = "version";

  /** No file: everything is inferred. */
  public static final ManifestText NONE = new ManifestText("", Manifest.EMPTY, Optional.empty());

  /**
   * This text with the version replaced or added, and each of {@code missing} added below where the
   * author did not write it. Keys in the order given.
   */
  public ManifestText completed(Version version, Map<String, String> missing) {
    Map<String, Object> fields = new LinkedHashMap<>(manifest.fields());
    StringBuilder out = new StringBuilder(text);
    Optional<Span> span = this.version.map(old -> splice(out, old, version));
    StringBuilder added = new StringBuilder();
    missing.forEach(
        (key, value) -> {
          if (!key.equals(VERSION) && fields.putIfAbsent(key, value) == null) {
            added.append(key).append(": ").append(scalar(value)).append('\n');
          }
        });
    if (span.isEmpty()) {
      added.append(VERSION + ": ").append(version).append('\n');
    }
    if (!added.isEmpty() && !out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
    out.append(added);
    fields.put(VERSION, version.toString());
    int end = out.length() - 1;
    return new ManifestText(
        out.toString(),
        new Manifest(fields),
        span.or(() -> Optional.of(new Span(end - version.toString().length(), end))));
  }

  private Span splice(StringBuilder out, Span old, Version version) {
    if (manifest.text(VERSION).equals(Optional.of(version.toString()))) {
      return old;
    }
    out.replace(old.start(), old.end(), version.toString());
    return new Span(old.start(), old.start() + version.toString().length());
  }

  /**
   * A YAML scalar of {@code value}: plain where that is unmistakably a text, else double-quoted.
   */
  private static String scalar(String value) {
    if (value.matches("[A-Za-z][A-Za-z0-9_./-]*")
        && !value.matches("(?i)(y|yes|n|no|on|off|true|false|null)")) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
        // Among them are all that YAML takes for line breaks.
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
