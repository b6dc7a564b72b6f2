package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
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

  /** Which value is best is not said where no policy can be read, which may say it. */
  static List<Row> of(List<Column> columns, Optional<Policy> policy) {
    List<Row> rows = new ArrayList<>();
    rows.add(fact("framework", text(columns, "framework"), Cell.Text::new));
    rows.add(fact("task", text(columns, "task"), Cell.Text::new));
    rows.add(fact("architecture", text(columns, "architecture"), Cell.Text::new));
    rows.add(fact("base model", text(columns, "base_model"), Cell.Text::new));
    rows.add(fact("size", values(columns, c -> Optional.of(c.version().size())), Cell.Size::new));
    rows.add(fact("aliases", values(columns, ComparisonRows::aliases), Cell.Aliases::new));
    SortedSet<String> metrics = new TreeSet<>();
    columns.forEach(column -> metrics.addAll(column.metrics().values().keySet()));
    metrics.forEach(
        metric -> rows.add(metric(metric, columns, policy.map(p -> p.direction(metric)))));
    return rows;
  }

  private static <T> Row fact(String name, List<Optional<T>> values, Function<T, Cell> cell) {
    List<Cell> cells = values.stream().map(value -> cell(value, cell)).toList();
    return new Row(name, false, cells, Set.of(), values.stream().distinct().count() > 1);
  }

  private static <T> Cell cell(Optional<T> value, Function<T, Cell> cell) {
    return value.isPresent() ? cell.apply(value.get()) : new Cell.None();
  }

  private static <T> List<Optional<T>> values(
      List<Column> columns, Function<Column, Optional<T>> value) {
    return columns.stream().map(value).toList();
  }

  private static List<Optional<String>> text(List<Column> columns, String field) {
    return values(columns, column -> column.version().manifest().text(field));
  }

  private static Optional<SortedSet<AliasName>> aliases(Column column) {
    return Optional.of(column.aliases()).filter(names -> !names.isEmpty());
  }

  private static Row metric(String name, List<Column> columns, Optional<Direction> direction) {
    List<Optional<MetricValue>> values = values(columns, c -> c.metrics().get(name));
    List<Cell> cells = values.stream().map(value -> cell(value, Cell.Metric::new)).toList();
    boolean differs = values.stream().map(ComparisonRows::comparable).distinct().count() > 1;
    return new Row(
        name, true, cells, direction.map(d -> best(values, d)).orElse(Set.of()), differs);
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
