package dev.gitmodel.codec;

import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Revision;
import java.util.List;
import java.util.Optional;

/** {@code registry.yaml}: who has which role, what guards which aliases, which way metrics go. */
@SuppressWarnings("DoNotCallSuggester") // the bodies are the next commits
public final class PolicyCodec {
  /** A new registry's {@code registry.yaml}: everything open, each part shown as a comment. */
  public static final String DEFAULT_TEXT = "# registry\n";

  private PolicyCodec() {}

  /** The policy of {@code bytes} as it stood at {@code revision}. */
  public static Policy read(byte[] bytes, Optional<Revision> revision) {
    throw new UnsupportedOperationException(revision + "" + bytes.length);
  }

  /** Everything that is wrong in {@code bytes}, in the order of the file. */
  public static List<ManifestProblem> problems(String fileName, byte[] bytes) {
    throw new UnsupportedOperationException(fileName + bytes.length);
  }
}
