package dev.gitmodel.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A raw tag or commit taken apart into what was signed and the signature; each byte as the
 * character of its value (ISO 8859-1), so nothing is lost.
 */
record SignedObject(String payload, String signature) {
  private static final String HEADER = "gpgsig ";

  /** A tag's signature stands at its end, from the line that begins it. */
  static Optional<SignedObject> ofTag(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int begin =
        Math.max(text.lastIndexOf("\n-----BEGIN SSH"), text.lastIndexOf("\n-----BEGIN PGP"));
    return begin < 0
        ? Optional.empty()
        : Optional.of(new SignedObject(text.substring(0, begin + 1), text.substring(begin + 1)));
  }

  /** A commit's signature stands in a header of its own, each further line behind one blank. */
  static Optional<SignedObject> ofCommit(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\n\n");
    int begin = text.indexOf("\n" + HEADER) + 1;
    if (begin == 0 || (body >= 0 && begin > body)) {
      return Optional.empty();
    }
    int end = text.indexOf('\n', begin);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == ' ') {
      end = text.indexOf('\n', end + 1);
    }
    String signature = text.substring(begin + HEADER.length(), end).replace("\n ", "\n") + "\n";
    return Optional.of(
        new SignedObject(text.substring(0, begin) + text.substring(end + 1), signature));
  }

  byte[] payloadBytes() {
    return payload.getBytes(StandardCharsets.ISO_8859_1);
  }

  byte[] signatureBytes() {
    return signature.getBytes(StandardCharsets.ISO_8859_1);
  }
}
