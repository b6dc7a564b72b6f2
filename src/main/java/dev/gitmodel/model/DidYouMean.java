package dev.gitmodel.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The known word nearest to a mistyped one, where one is near enough to be meant. */
public final class DidYouMean {
  private DidYouMean() {}

  /** The nearest, where one is near enough. */
  public static Optional<String> of(String typed, Collection<String> known) {
    int near = Math.max(1, typed.length() / 3);
    return known.stream()
        .min(
            Comparator.comparingInt((String word) -> distance(typed, word))
                .thenComparing(word -> !word.startsWith(typed)))
        .filter(word -> distance(typed, word) <= near || beginsWith(typed, word));
  }

  /** The nearest one, and the next ones as long as half of the letters are right. */
  public static List<String> nearest(String typed, Collection<String> known, int most) {
    List<String> sorted =
        known.stream()
            .sorted(
                Comparator.comparingInt((String word) -> distance(typed, word))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(most)
            .toList();
    int near = Math.max(2, typed.length() / 2);
    int kept = 1;
    while (kept < sorted.size() && distance(typed, sorted.get(kept)) <= near) {
      kept++;
    }
    return sorted.subList(0, Math.min(kept, sorted.size()));
  }

  private static boolean beginsWith(String typed, String word) {
    return typed.length() > 2 && word.startsWith(typed);
  }

  /** Letters to insert, drop, replace or swap with their neighbour (optimal string alignment). */
  public static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, d);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] d) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
