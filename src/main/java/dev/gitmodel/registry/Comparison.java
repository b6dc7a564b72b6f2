package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Versions side by side: columns as asked, rows in the fixed order, metrics by name below; and what
 * could not be read for it.
 */
public record Comparison(
    ModelName model,
    List<Column> columns,
    List<Row> rows,
    List<ConceptGap> conceptGaps,
    List<Finding> unreadable) {
  public Comparison {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    conceptGaps = List.copyOf(conceptGaps);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * One version; {@code description} is the edited one, else the manifest's; {@code retired} is how
   * it was deleted since.
   */
  public record Column(
      ModelVersion version,
      SortedSet<AliasName> aliases,
      MetricSet metrics,
      Optional<String> description,
      Optional<Tombstone> retired) {}

  /**
   * One line. {@code best} holds the indexes of the columns whose number is best, and is empty
   * where there is nothing to choose.
   */
  public record Row(
      String name, boolean metric, List<Cell> cells, Set<Integer> best, boolean differs) {
    public Row {
      cells = List.copyOf(cells);
      best = Set.copyOf(best);
    }
  }

  /** What one version has in a row. */
  public sealed interface Cell {
    /** Nothing. */
    record None() implements Cell {}

    /** A text of the manifest. */
    record Text(String text) implements Cell {}

    /** A size in bytes. */
    record Size(long bytes) implements Cell {}

    /** The aliases on the version, at least one. */
    record Aliases(SortedSet<AliasName> names) implements Cell {}

    /** A metric. */
    record Metric(MetricValue value) implements Cell {}
  }

  /**
   * A version that was not evaluated on all the concepts of the others, so its metrics are not
   * comparable as they are: the concepts it lacks.
   */
  public record ConceptGap(ModelVersion version, List<String> missing) {
    public ConceptGap {
      missing = List.copyOf(missing);
    }
  }
}
