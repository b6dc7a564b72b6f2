package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Point;
import dev.gitmodel.registry.Bisection.Step;
import dev.gitmodel.registry.Bisection.Way;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.registry.Sides.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds where a metric crosses the line: each version against the nearest ones before it that have
 * a value, along each parent. The graph is passed once; only what lies around a crossing is looked
 * at again.
 */
final class Crossings {
  private final VersionGraph graph;
  private final Readings readings;
  private final Yardstick yardstick;
  private final Sides sides;

  Crossings(VersionGraph graph, Readings readings, Yardstick yardstick) {
    this.graph = graph;
    this.readings = readings;
    this.yardstick = yardstick;
    this.sides = new Sides(graph, readings, yardstick);
  }

  /** All of them, in the order of ancestry. */
  List<Crossing> all() {
    return IntStream.range(0, graph.size())
        .filter(sides::crosses)
        .mapToObj(this::crossing)
        .toList();
  }

  /** The place of the first version that left the line. */
  OptionalInt first() {
    return IntStream.range(0, graph.size())
        .filter(i -> sides.of(i) == Side.LEFT && sides.crosses(i))
        .findFirst();
  }

  /** The versions without a value right behind {@code place}, and those with one behind them. */
  record Reach(BitSet unknown, BitSet known) {}

  /** As far as values are missing, along the given parents. */
  Reach reach(int... parents) {
    Reach reach = new Reach(new BitSet(), new BitSet());
    Deque<Integer> next = new ArrayDeque<>();
    for (int parent : parents) {
      next.push(parent);
    }
    while (!next.isEmpty()) {
      int at = next.pop();
      if (!sides.isUnknown(at)) {
        reach.known().set(at);
      } else if (!reach.unknown().get(at)) {
        reach.unknown().set(at);
        for (int parent : graph.parents(at)) {
          next.push(parent);
        }
      }
    }
    return reach;
  }

  boolean isKept(int place) {
    return sides.of(place) == Side.KEPT;
  }

  private Crossing crossing(int at) {
    Side own = sides.of(at);
    Side other = own == Side.LEFT ? Side.KEPT : Side.LEFT;
    List<Step> after = new ArrayList<>();
    List<Point> like = new ArrayList<>();
    int[] parents = graph.parents(at);
    BitSet met = new BitSet();
    for (int i = 0; i < parents.length; i++) {
      Reach reach = reach(parents[i]);
      Relation relation = i == 0 ? Relation.PARENT : Relation.MERGED;
      reach.known().stream()
          .filter(u -> !met.get(u))
          .forEach(
              u -> {
                if (sides.of(u) == other) {
                  after.add(new Step(point(u), relation, between(u, reach.unknown())));
                } else if (sides.of(u) == own) {
                  like.add(point(u));
                }
              });
      met.or(reach.known());
    }
    Way way = own == Side.LEFT ? Way.LEFT : Way.BACK;
    List<Version> unknown = after.isEmpty() ? versions(reach(parents).unknown()) : List.of();
    Point point = point(at);
    return new Crossing(way, point, difference(point), after, unknown, like, Optional.empty());
  }

  private OptionalDouble difference(Point point) {
    return point.value().minus(yardstick.value());
  }

  /** Those of {@code unknown} that come from {@code from}. */
  private List<Version> between(int from, BitSet unknown) {
    BitSet derived = new BitSet();
    derived.set(from);
    unknown.stream()
        .filter(i -> IntStream.of(graph.parents(i)).anyMatch(derived::get))
        .forEach(derived::set);
    derived.clear(from);
    return versions(derived);
  }

  private List<Version> versions(BitSet places) {
    return places.stream().mapToObj(graph::version).toList();
  }

  private Point point(int place) {
    Version version = graph.version(place);
    MetricValue value = readings.get(version).orElse(yardstick.value());
    return new Point(version, value);
  }
}
