package dev.gitmodel.model;

import java.util.Set;

/** The name of a movable ref to a version; never reads as a version or as {@code latest}. */
public record AliasName(String text) implements Comparable<AliasName> {
  private static final int LONGEST = 63;
  private static final Set<String> RESERVED = Set.of("latest", "main", "head");

  public AliasName {
    if (RESERVED.contains(text)) {
      throw RegistryException.invalid(
          "'" + text + "' can't be an alias: it has a meaning of its own",
          text.equals("latest")
              ? "latest is computed: the highest release"
              : "choose another name");
    }
    if (!isAlias(text)) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not an alias name",
          "an alias is 1 to 63 of a-z 0-9 -, starts with a letter and looks like neither a"
              + " version nor a commit id, for example champion");
    }
  }

  /** True where {@code text} can be an alias. */
  public static boolean isAlias(String text) {
    boolean likeVersion = text.length() > 1 && text.charAt(0) == 'v' && isDigit(text.charAt(1));
    return !likeVersion && isWord(text) && !Selector.isCommit(text) && !RESERVED.contains(text);
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && (i == 0 || (!isDigit(c) && c != '-'))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public int compareTo(AliasName other) {
    return text.compareTo(other.text);
  }

  // By hand, see ModelName.
  @Override
  public boolean equals(Object other) {
    return other instanceof AliasName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
