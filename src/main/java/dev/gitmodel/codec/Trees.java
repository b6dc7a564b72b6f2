package dev.gitmodel.codec;

import java.util.Map;

/** Trees of maps, lists and scalars as block-style YAML, one line a fact, and back. */
@SuppressWarnings("DoNotCallSuggester") // the bodies are the next commits
public final class Trees {
  private Trees() {}

  /**
   * {@code tree} in block style, keys in the order given, the same text for the same tree; texts
   * that another parser could take for something else are quoted.
   */
  public static String yaml(Map<String, ?> tree) {
    throw new UnsupportedOperationException("" + tree);
  }

  /**
   * The tree of {@code bytes}: maps, lists, texts, {@code Long}, {@code Double}, {@code Boolean}.
   */
  public static Map<String, Object> readYaml(byte[] bytes) {
    throw new UnsupportedOperationException("" + bytes.length);
  }
}
