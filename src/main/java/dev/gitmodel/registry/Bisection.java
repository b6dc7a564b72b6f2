package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.store.Care.Finding;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a metric left its baseline and came back, each crossing in the order of ancestry, so that
 * the first one is the first; none where it never left it.
 */
public record Bisection(
    Standard standard,
    List<Crossing> crossings,
    Coverage coverage,
    Work work,
    List<Finding> missing) {
  public Bisection {
    crossings = List.copyOf(crossings);
    missing = List.copyOf(missing);
  }

  /** True where something could not be read, so that there may be other crossings. */
  public boolean partial() {
    return !missing.isEmpty();
  }

  /** True of the first one, by its version: each is at one of its own. */
  public boolean isFirst(Crossing crossing) {
    return crossings.get(0).at().version().equals(crossing.at().version());
  }

  /** What was asked; no value where a rehearsal would have to measure the baseline first. */
  public record Standard(
      ModelName model,
      String metric,
      Version baseline,
      Optional<MetricValue> value,
      Optional<Direction> direction,
      Tolerance tolerance) {}

  /** A version and its value. */
  public record Point(Version version, MetricValue value) {}

  /**
   * Which versions were looked at: how many have a number and which has the worst, which have none,
   * and which have a text.
   */
  public record Coverage(
      int measured, Optional<Point> worst, List<Version> without, List<Version> texts) {
    public Coverage {
      without = List.copyOf(without);
      texts = List.copyOf(texts);
    }
  }

  /**
   * What a command measured and what it said can't be tested; or, of a rehearsal, which versions
   * would be measured next, and about how many in all.
   */
  public record Work(
      List<Point> measured, List<Version> untestable, List<Version> next, int about) {
    /** Nothing was, or would be, measured. */
    static final Work NONE = new Work(List.of(), List.of(), List.of(), 0);

    public Work {
      measured = List.copyOf(measured);
      untestable = List.copyOf(untestable);
      next = List.copyOf(next);
    }
  }

  /** Which way a crossing goes. */
  public enum Way {
    LEFT,
    BACK
  }

  /**
   * A version that is on the other side of the line than versions before it. {@code after} are
   * those on the other side and {@code like} those on its own, which a merge has; {@code
   * difference} is to the baseline. Without any before it, it begins there.
   */
  public record Crossing(
      Way way,
      Point at,
      OptionalDouble difference,
      List<Step> after,
      List<Version> unknown,
      List<Point> like,
      Optional<Why> why) {
    public Crossing {
      after = List.copyOf(after);
      unknown = List.copyOf(unknown);
      like = List.copyOf(like);
    }

    /** Versions without a value in between: any of them may be the one. */
    public List<Version> between() {
      Collection<Version> all = new LinkedHashSet<>(unknown);
      after.forEach(step -> all.addAll(step.between()));
      return List.copyOf(all);
    }

    /** True where it is not an own change but came with a merge. */
    public boolean merged() {
      return !like.isEmpty();
    }

    Crossing because(Why reason) {
      return new Crossing(way, at, difference, after, unknown, like, Optional.of(reason));
    }
  }

  /** The nearest version before, by which parent, and those without a value in between. */
  public record Step(Point from, Relation relation, List<Version> between) {
    public Step {
      between = List.copyOf(between);
    }
  }

  /** What changed there, whose version it is, the dataset, and what the log has of the version. */
  public record Why(
      Optional<VersionDiff> diff,
      Optional<Blame.Cause> cause,
      Optional<String> dataset,
      List<AuditEntry> entries) {
    public Why {
      entries = List.copyOf(entries);
    }
  }
}
