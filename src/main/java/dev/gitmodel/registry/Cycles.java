package dev.gitmodel.registry;

import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Circles in what comes from what, which manifests that name each other can make. */
final class Cycles {
  /**
   * What a circle has to have in it: commits can't be behind themselves, and code has no source.
   */
  private static final Set<Relation> NAMING =
      EnumSet.of(Relation.BASE_MODEL, Relation.TRAINING_DATASET, Relation.EVALUATION_DATASET);

  private final Map<String, List<String>> sources = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<Finding> found = new ArrayList<>();

  private Cycles(List<Edge> edges) {
    edges.forEach(e -> sources.computeIfAbsent(e.from(), id -> new ArrayList<>()).add(e.to()));
  }

  /** Whether an edge of that kind has to be in every circle. */
  static boolean needs(Relation relation) {
    return NAMING.contains(relation);
  }

  /**
   * One finding for each edge that closes a circle. There is none where no edge that a circle
   * {@link #needs} leads to what has sources itself.
   */
  static List<Finding> in(List<Edge> edges) {
    Cycles cycles = new Cycles(edges);
    List.copyOf(cycles.sources.keySet()).forEach(cycles::search);
    return cycles.found;
  }

  /** Without recursion, because a line of versions may be ten thousand long. */
  private void search(String start) {
    List<String> path = new ArrayList<>();
    Set<String> onPath = new HashSet<>();
    Deque<Iterator<String>> left = new ArrayDeque<>();
    enter(start, path, onPath, left);
    while (!left.isEmpty()) {
      if (left.element().hasNext()) {
        String next = left.element().next();
        if (onPath.contains(next)) {
          tell(path.subList(path.indexOf(next), path.size()), next);
        } else {
          enter(next, path, onPath, left);
        }
      } else {
        left.pop();
        onPath.remove(path.remove(path.size() - 1));
      }
    }
  }

  private void enter(
      String id, List<String> path, Set<String> onPath, Deque<Iterator<String>> left) {
    if (done.add(id)) {
      path.add(id);
      onPath.add(id);
      left.push(sources.getOrDefault(id, List.of()).iterator());
    }
  }

  private void tell(List<String> circle, String closing) {
    found.add(
        new Finding(
            closing,
            "comes from itself: " + String.join(" → ", circle) + " → " + closing,
            "correct base_model or dataset in the next version of one of them"));
  }
}
