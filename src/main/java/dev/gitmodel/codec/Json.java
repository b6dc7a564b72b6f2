package dev.gitmodel.codec;

/** JSON without data binding, so that a program that only prints some starts fast. */
@SuppressWarnings("DoNotCallSuggester") // the bodies are the next commits
public final class Json {
  private Json() {}

  /**
   * {@code tree} indented by two. Maps and records are objects (a record's components in snake
   * case), an empty {@code Optional} is left out, times are ISO texts, metrics numbers or texts,
   * and values with a text form (versions, names, digests) are that text.
   */
  public static String write(Object tree) {
    throw new UnsupportedOperationException("" + tree);
  }

  /** As {@link #write}, on one line without blanks. */
  public static String line(Object tree) {
    throw new UnsupportedOperationException("" + tree);
  }

  /**
   * The tree of {@code bytes}: {@code Map<String, Object>}, {@code List<Object>}, {@code String},
   * {@code Long}, {@code Double}, {@code Boolean}; what is {@code null} is left out.
   */
  public static Object read(byte[] bytes) {
    throw new UnsupportedOperationException("" + bytes.length);
  }
}
