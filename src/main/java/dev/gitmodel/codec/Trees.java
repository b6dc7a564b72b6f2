package dev.gitmodel.codec;

import java.util.Map;

/** Trees of maps, lists and scalars as block-style YAML, one line a fact, and back. */
public final class Trees {
  private static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final int DEEPEST = 64;
  private static final String HINT = "it was not written by git-model, or damaged since";

  private Trees() {}

  /**
   * {@code tree} in block style, keys in the order given, the same text for the same tree; texts
   * that another parser could take for something else are quoted. Values as in {@link Json#write}.
   */
  public static String yaml(Map<String, ?> tree) {
    return YamlWriter.text(Plain.map(tree));
  }

  /**
   * The tree of {@code bytes}: maps, lists, texts, {@code Long}, {@code Double}, {@code Boolean}.
   */
  public static Map<String, Object> readYaml(byte[] bytes) {
    Problems problems = new Problems("yaml");
    try {
      String text = Utf8.text(bytes, MOST_BYTES, problems);
      YamlDocument document = YamlReader.read(text, DEEPEST, problems);
      problems.throwIfAny(HINT);
      if (document.root().isEmpty()) {
        return Map.of();
      }
      Node root = document.root().get();
      if (root instanceof Node.Fields fields) {
        Map<String, Object> tree = Typed.map(fields, Shape.CORE, new Problems("yaml"));
        // An escape can name half a character, which no writer could give back.
        if (Utf8.hasHalf(tree.toString())) {
          throw problems.fatal(root.at(), "", "text without halves of a character was expected");
        }
        return tree;
      }
      throw problems.fatal(root.at(), "", "a mapping was expected");
    } catch (Refusal e) {
      throw problems.exception(HINT);
    }
  }
}
