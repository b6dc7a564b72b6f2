package dev.gitmodel.codec;

import dev.gitmodel.model.ManifestText;
import java.util.List;

/** {@code model.yaml} read safely: bounded, checked against the published schema, with places. */
@SuppressWarnings("DoNotCallSuggester") // the bodies are the next commits
public final class ManifestCodec {
  private ManifestCodec() {}

  /**
   * The manifest of {@code bytes}, fully checked. Everything that is wrong is reported at once, one
   * line {@code file:line:column: field: what was expected} each.
   */
  public static ManifestText read(String fileName, byte[] bytes) {
    throw new UnsupportedOperationException(fileName + bytes.length);
  }

  /**
   * Everything that is wrong in {@code bytes}, in the order of the file; empty where all is well.
   */
  public static List<ManifestProblem> problems(String fileName, byte[] bytes) {
    throw new UnsupportedOperationException(fileName + bytes.length);
  }

  /**
   * The manifest of a version somebody published: parsed as safely, but not checked against the
   * schema, so unknown fields stay.
   */
  public static ManifestText stored(byte[] bytes) {
    throw new UnsupportedOperationException("" + bytes.length);
  }
}
