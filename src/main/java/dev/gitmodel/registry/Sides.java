package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * On which side of the line each version of a graph is. What the baseline comes from is before all
 * this: worse values there are neither a loss nor, by what follows, a recovery.
 */
final class Sides {
  /** Where a version is; several of them are kept as their bits. */
  enum Side {
    UNKNOWN(0),
    KEPT(1),
    LEFT(2),
    BEFORE(4);

    private final int bit;

    Side(int bit) {
      this.bit = bit;
    }
  }

  private final VersionGraph graph;
  private final BitSet before;
  private final Side[] sides;
  private final int[] above;

  Sides(VersionGraph graph, Readings readings, Yardstick yardstick) {
    this.graph = graph;
    int baseline = graph.place(yardstick.baseline());
    before = baseline < 0 ? new BitSet() : graph.ancestors(List.of(baseline));
    if (baseline >= 0) {
      before.clear(baseline);
    }
    sides = new Side[graph.size()];
    above = new int[graph.size()];
    for (int i = 0; i < graph.size(); i++) {
      sides[i] = side(i, readings, yardstick);
      for (int parent : graph.parents(i)) {
        above[i] |= sides[parent] == Side.UNKNOWN ? above[parent] : sides[parent].bit;
      }
    }
  }

  private Side side(int place, Readings readings, Yardstick yardstick) {
    Version version = graph.version(place);
    Optional<MetricValue> value = readings.get(version);
    if (value.isEmpty()) {
      return Side.UNKNOWN;
    }
    if (!yardstick.isLeftBy(value.get())) {
      return Side.KEPT;
    }
    return before.get(place) ? Side.BEFORE : Side.LEFT;
  }

  Side of(int place) {
    return sides[place];
  }

  boolean isUnknown(int place) {
    return sides[place] == Side.UNKNOWN;
  }

  /** True where a version crosses the line, by what is nearest before it. */
  boolean crosses(int place) {
    if (before.get(place)) {
      return false;
    }
    return switch (sides[place]) {
      case LEFT -> above[place] == 0 || (above[place] & Side.KEPT.bit) != 0;
      case KEPT -> (above[place] & Side.LEFT.bit) != 0;
      case UNKNOWN, BEFORE -> false;
    };
  }
}
