package dev.gitmodel.registry;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Policy;
import dev.gitmodel.registry.Comparison.Cell;
import dev.gitmodel.registry.Comparison.Column;
import dev.gitmodel.registry.Comparison.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The rows of a comparison: fixed ones first, then one a metric of any column, by name. */
final class ComparisonRows {
  private ComparisonRows() {}

  static List<Row> of(List<Column> columns, Policy policy) {
    List<Row> rows = new ArrayList<>();
    rows.add(fact("framework", columns, column -> text(column, "framework")));
    rows.add(fact("task", columns, column -> text(column, "task")));
    rows.add(fact("architecture", columns, column -> text(column, "architecture")));
    rows.add(fact("base model", columns, column -> text(column, "base_model")));
    rows.add(fact("size", columns, column -> new Cell.Size(column.version().size())));
    rows.add(fact("aliases", columns, ComparisonRows::aliases));
    SortedSet<String> metrics = new TreeSet<>();
    columns.forEach(column -> metrics.addAll(column.metrics().values().keySet()));
    metrics.forEach(metric -> rows.add(metric(metric, columns, policy.direction(metric))));
    return rows;
  }

  private static Row fact(String name, List<Column> columns, Function<Column, Cell> cell) {
    List<Cell> cells = columns.stream().map(cell).toList();
    return new Row(name, false, cells, Set.of(), cells.stream().distinct().count() > 1);
  }

  private static Cell text(Column column, String field) {
    Optional<String> said = column.version().manifest().text(field);
    return said.isPresent() ? new Cell.Text(said.get()) : new Cell.None();
  }

  private static Cell aliases(Column column) {
    return column.aliases().isEmpty() ? new Cell.None() : new Cell.Aliases(column.aliases());
  }

  private static Row metric(String name, List<Column> columns, Direction direction) {
    List<Optional<MetricValue>> values =
        columns.stream().map(column -> column.metrics().get(name)).toList();
    List<Cell> cells = values.stream().map(ComparisonRows::metricCell).toList();
    boolean differs = values.stream().map(ComparisonRows::comparable).distinct().count() > 1;
    return new Row(name, true, cells, best(values, direction), differs);
  }

  private static Cell metricCell(Optional<MetricValue> value) {
    return value.isPresent() ? new Cell.Metric(value.get()) : new Cell.None();
  }

  /** So that 1 and 1.0 don't differ. */
  private static Object comparable(Optional<MetricValue> value) {
    OptionalDouble number = value.map(MetricValue::number).orElse(OptionalDouble.empty());
    return number.isPresent() ? number : value;
  }

  /** The columns that no other number beats, where there is one that is beaten. */
  private static Set<Integer> best(List<Optional<MetricValue>> values, Direction direction) {
    List<OptionalDouble> numbers =
        values.stream()
            .map(v -> v.map(MetricValue::number).orElse(OptionalDouble.empty()))
            .toList();
    Set<Integer> best = new HashSet<>();
    int beaten = 0;
    for (int i = 0; i < numbers.size(); i++) {
      OptionalDouble mine = numbers.get(i);
      if (mine.isPresent()) {
        if (numbers.stream()
            .flatMapToDouble(OptionalDouble::stream)
            .anyMatch(other -> direction.gain(other, mine.getAsDouble()) > 0)) {
          beaten++;
        } else {
          best.add(i);
        }
      }
    }
    return beaten > 0 ? best : Set.of();
  }
}
