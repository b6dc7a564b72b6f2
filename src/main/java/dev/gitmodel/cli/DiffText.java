package dev.gitmodel.cli;

import dev.gitmodel.registry.TensorDiff;
import dev.gitmodel.registry.VersionDiff;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A diff for a terminal: a section for each kind of thing that changed. */
record DiffText(VersionDiff diff, String title) {
  /** More tensors than these are counted, not listed. */
  static final int MOST_TENSORS = 40;

  DiffText(VersionDiff diff) {
    this(diff, DiffWords.title(diff));
  }

  void print(Output out) {
    out.line(title, Style.BOLD);
    if (diff.isNone()) {
      out.line(diff.partial() ? "no difference in what could be compared" : "no difference");
      return;
    }
    fields(out, "fields", diff.fields());
    fields(out, "hyperparameters", diff.hyperparameters());
    fields(out, "dataset", diff.dataset().stream().toList());
    section(out, "files", diff.files().stream().map(DiffText::file).toList());
    tensors(out);
    section(out, "metrics", diff.metrics().stream().map(DiffText::metric).toList());
  }

  private static void fields(Output out, String title, List<FieldChange> changes) {
    section(out, title, changes.stream().map(DiffText::field).toList());
  }

  private static void section(Output out, String title, List<List<Table.Cell>> rows) {
    if (!rows.isEmpty()) {
      out.line(title, Style.BOLD);
      out.table(List.of(), rows.stream());
    }
  }

  private static List<Table.Cell> field(FieldChange change) {
    String mark = DiffWords.mark(change.before().isPresent(), change.after().isPresent());
    return row(mark, change.path(), DiffWords.change(change.before(), change.after()));
  }

  private static List<Table.Cell> row(String mark, String name, String... cells) {
    List<Table.Cell> row = new ArrayList<>();
    row.add(Table.Cell.of("  " + mark + " " + name));
    Stream.of(cells).map(Table.Cell::of).forEach(row::add);
    return row;
  }

  private static List<Table.Cell> file(VersionDiff.FileChange file) {
    String mark = DiffWords.mark(file.before().isPresent(), file.after().isPresent());
    return row(mark, file.path().text(), DiffWords.sizes(file.before(), file.after()));
  }

  private void tensors(Output out) {
    TensorDiff tensors = diff.tensors();
    if (tensors.changes().isEmpty() && (tensors.unchanged() == 0 || diff.files().isEmpty())) {
      return;
    }
    out.line("tensors: " + DiffWords.summary(tensors), Style.BOLD);
    out.table(List.of(), tensors.changes().stream().limit(MOST_TENSORS).map(DiffText::tensor));
    int more = tensors.changes().size() - MOST_TENSORS;
    if (more > 0) {
      out.line("  and " + more + " more; --format json lists them all");
    }
  }

  private static List<Table.Cell> tensor(TensorDiff.Change change) {
    String mark = DiffWords.mark(change.before().isPresent(), change.after().isPresent());
    return row(
        mark,
        change.name(),
        DiffJson.word(change.kind()),
        DiffWords.form(change),
        DiffWords.share(change));
  }

  private static List<Table.Cell> metric(VersionDiff.MetricStep step) {
    List<Table.Cell> row =
        new ArrayList<>(
            row(
                DiffWords.mark(step.before().isPresent(), step.after().isPresent()),
                step.name(),
                DiffWords.change(
                    step.before().map(Object::toString), step.after().map(Object::toString)),
                DiffWords.difference(step.difference())));
    Style style =
        switch (step.trend()) {
          case BETTER -> Style.BOLD;
          case WORSE -> Style.RED;
          case UNCLEAR -> Style.PLAIN;
        };
    row.add(new Table.Cell(DiffWords.trend(step), style));
    return row;
  }
}
