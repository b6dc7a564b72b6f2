package dev.gitmodel.registry;

import dev.gitmodel.model.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which version to measure next so that, whatever its value, about half of those that may be the
 * first bad one are left: as {@code git bisect} does it, on versions with merges too.
 */
final class Halving {
  private final VersionGraph graph;
  private final BitSet suspects;

  /**
   * The suspects are the versions without a value behind {@code bad}, but what a version in good
   * order comes from.
   */
  Halving(VersionGraph graph, Crossings crossings, int bad) {
    this.graph = graph;
    Crossings.Reach reach = crossings.reach(graph.parents(bad));
    List<Integer> good = new ArrayList<>();
    reach.known().stream().filter(crossings::isKept).forEach(good::add);
    this.suspects = reach.unknown();
    suspects.andNot(graph.ancestors(good));
  }

  /** How many measurements it takes at most: log2, rounded up. */
  int about() {
    return steps(suspects.cardinality());
  }

  static int steps(int suspects) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(suspects);
  }

  /** The best one that is none of {@code avoided}. */
  Optional<Version> next(Set<Version> avoided) {
    Map<Integer, Integer> weights = weights();
    int all = suspects.cardinality();
    return suspects.stream()
        .boxed()
        .filter(i -> !avoided.contains(graph.version(i)))
        .min(
            Comparator.comparingInt(
                i -> {
                  int weight = weights.getOrDefault(i, 1);
                  return Math.max(weight - 1, all - weight);
                }))
        .map(graph::version);
  }

  /** Of each suspect, how many suspects it comes from, with itself. */
  private Map<Integer, Integer> weights() {
    Map<Integer, Integer> weights = new HashMap<>();
    suspects.stream()
        .forEach(
            i -> {
              int[] within = IntStream.of(graph.parents(i)).filter(suspects::get).toArray();
              weights.put(
                  i,
                  switch (within.length) {
                    case 0 -> 1;
                    case 1 -> weights.getOrDefault(within[0], 0) + 1;
                    default -> counted(i);
                  });
            });
    return weights;
  }

  private int counted(int from) {
    BitSet seen = new BitSet();
    Deque<Integer> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      int at = next.pop();
      if (suspects.get(at) && !seen.get(at)) {
        seen.set(at);
        for (int parent : graph.parents(at)) {
          next.push(parent);
        }
      }
    }
    return seen.cardinality();
  }
}
