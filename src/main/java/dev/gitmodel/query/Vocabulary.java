package dev.gitmodel.query;

import dev.gitmodel.model.DidYouMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that there are: {@code known} by name; {@code open} beginnings such as {@code
 * metrics.} behind which any name may stand; and {@code shorts}, other words for a field or a
 * beginning.
 */
public record Vocabulary(
    Map<String, Field.Kind> known, Set<String> open, Map<String, String> shorts) {
  private static final int SHOWN = 3;

  public Vocabulary {
    known = Map.copyOf(known);
    open = Set.copyOf(open);
    shorts = Map.copyOf(shorts);
  }

  /** The field of that name, or empty where there is none. */
  public Optional<Field> field(String typed) {
    String path = expanded(typed);
    Field.Kind kind = known.get(path);
    if (kind != null) {
      return Optional.of(new Field(path, kind));
    }
    boolean named = isOpen(path) && !open.contains(path);
    return named ? Optional.of(new Field(path, Field.Kind.ANY)) : Optional.empty();
  }

  /** True where any name may stand at the end of the path. */
  public boolean isOpen(String path) {
    for (String start : open) {
      if (path.startsWith(start)) {
        return !known.containsKey(path);
      }
    }
    return false;
  }

  private String expanded(String typed) {
    String whole = shorts.get(typed);
    if (whole != null) {
      return whole;
    }
    int dot = typed.indexOf('.');
    String start = dot < 0 ? "" : typed.substring(0, dot + 1);
    return shorts.containsKey(start) ? shorts.get(start) + typed.substring(dot + 1) : typed;
  }

  /**
   * The fields whose names are nearest to a mistyped one, the nearest first; where none is near,
   * those that may have that name behind a beginning.
   */
  List<String> near(String typed) {
    String start = typed.endsWith(".") ? typed : typed + ".";
    if (open.contains(start)) {
      return List.of(start + "NAME");
    }
    List<String> words = words(typed);
    String small = typed.toLowerCase(Locale.ROOT);
    if (!small.equals(typed)
        && DidYouMean.of(typed, words).isEmpty()
        && DidYouMean.of(small, words(small)).isPresent()) {
      return near(small);
    }
    return DidYouMean.of(typed, words).isPresent() || typed.indexOf('.') >= 0
        ? DidYouMean.nearest(typed, words, SHOWN)
        : open.stream()
            .sorted(Comparator.comparing(String::length))
            .map(beginning -> beginning + typed)
            .toList();
  }

  private List<String> words(String typed) {
    List<String> words = new ArrayList<>(known.keySet());
    words.addAll(shorts.keySet());
    for (String start : open) {
      // What was meant with metric.f1 or metrics_f1 is the beginning, and the rest as typed.
      int dot = typed.indexOf('.') + 1;
      int rest = dot > 0 ? dot : Math.min(typed.length(), start.length());
      words.add(start + typed.substring(rest));
    }
    words.removeIf(word -> word.endsWith("."));
    return words;
  }
}
