package dev.gitmodel.codec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word somebody most likely meant. */
final class Closest {
  private static final int LONGEST = 64;

  private Closest() {}

  /** The closest of {@code words}, where at most a third of {@code typed} is wrong. */
  static Optional<String> to(String typed, Collection<String> words) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = typed.toLowerCase(Locale.ROOT).replace('-', '_');
    return words.stream()
        .min(Comparator.comparingInt((String w) -> distance(lower, w)).thenComparing(w -> w))
        .filter(w -> distance(lower, w) <= Math.max(1, (typed.length() + 1) / 3));
  }

  /** Edits (insert, drop, replace, swap neighbours) between two words. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (swapped(a.substring(0, i), b.substring(0, j))) {
          d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean swapped(String a, String b) {
    int i = a.length();
    int j = b.length();
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
