package dev.gitmodel.cli;

import dev.gitmodel.registry.Lineage.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A line of a lineage's tree: {@code id} is at the end of {@code edge}; {@code first} where its
 * part follows, {@code inLine} without parents. One that stands for {@code count} versions of a
 * model, from {@code id} to {@code last}, has no part.
 */
record LineageItem(Edge edge, String id, boolean first, boolean inLine, int count, String last) {
  // Fewer are as quickly read one by one.
  private static final int SHORTEST_RUN = 6;

  static LineageItem of(Edge edge, String id, boolean first, boolean inLine) {
    return new LineageItem(edge, id, first, inLine, 1, id);
  }

  boolean isRun() {
    return count > 1;
  }

  /** With one line for each long run of versions of a model that are {@code plain}. */
  static List<LineageItem> folded(List<LineageItem> items, Predicate<LineageItem> plain) {
    if (items.size() < SHORTEST_RUN) {
      return items;
    }
    List<LineageItem> folded = new ArrayList<>();
    int start = 0;
    while (start < items.size()) {
      int end = start;
      while (end < items.size()
          && items.get(start).isLike(items.get(end))
          && plain.test(items.get(end))) {
        end++;
      }
      int next = Math.max(end, start + 1);
      if (next - start < SHORTEST_RUN) {
        folded.addAll(items.subList(start, next));
      } else {
        folded.add(items.get(start).to(items.get(next - 1), next - start));
      }
      start = next;
    }
    return folded;
  }

  private LineageItem to(LineageItem end, int versions) {
    return new LineageItem(edge, id, first, false, versions, end.id);
  }

  private boolean isLike(LineageItem other) {
    return edge.relation() == other.edge.relation()
        && edge.check() == other.edge.check()
        && edge.why().equals(other.edge.why())
        && first == other.first
        && isOfModel(other.id);
  }

  private boolean isOfModel(String other) {
    int at = id.indexOf('@');
    return at == other.indexOf('@') && id.regionMatches(0, other, 0, at);
  }

  /** What a run shows of its last version. */
  String lastVersion() {
    return last.substring(last.indexOf('@') + 1);
  }
}
