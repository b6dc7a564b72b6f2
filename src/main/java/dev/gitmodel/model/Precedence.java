package dev.gitmodel.model;

import java.util.Comparator;
import java.util.List;

/** SemVer 2.0.0's order of pre-releases, for numbers of any length. */
final class Precedence implements Comparator<List<String>> {
  /** By the identifiers behind the {@code -}; none is a release, which comes last. */
  static final Precedence OF_PRE_RELEASES = new Precedence();

  private Precedence() {}

  @Override
  public int compare(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compareIdentifiers(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compareIdentifiers(String a, String b) {
    boolean numbers = isNumber(a) && isNumber(b);
    if (!numbers && (isNumber(a) || isNumber(b))) {
      return isNumber(a) ? -1 : 1;
    }
    // Numbers have no leading zeros, so the longer is the larger.
    return numbers && a.length() != b.length()
        ? Integer.compare(a.length(), b.length())
        : a.compareTo(b);
  }

  static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
