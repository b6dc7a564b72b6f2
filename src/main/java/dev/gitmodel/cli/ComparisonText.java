package dev.gitmodel.cli;

import dev.gitmodel.registry.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A comparison as a table for a terminal, or in Markdown for a pull request. */
record ComparisonText(Comparison comparison) {
  private static final int LABEL = 16;

  void print(Output out) {
    out.line(title());
    List<Table.Cell> head = new ArrayList<>(Table.row(""));
    comparison.columns().forEach(c -> head.add(Table.Cell.of(c.version().version().toString())));
    Stream<List<Table.Cell>> rows = comparison.rows().stream().map(ComparisonText::cells);
    out.table(LABEL, Stream.concat(Stream.of(head), rows));
  }

  private String title() {
    return comparison.model().name() + " version comparison";
  }

  private static List<Table.Cell> cells(Comparison.Row row) {
    List<Table.Cell> cells = new ArrayList<>();
    cells.add(new Table.Cell(row.name(), row.differs() ? Style.YELLOW : Style.PLAIN));
    for (int i = 0; i < row.cells().size(); i++) {
      Style style = row.best().contains(i) ? Style.BOLD : Style.PLAIN;
      cells.add(new Table.Cell(text(row.cells().get(i)), style));
    }
    return cells;
  }

  private static String text(Comparison.Cell cell) {
    if (cell instanceof Comparison.Cell.Text t) {
      return t.text();
    }
    if (cell instanceof Comparison.Cell.Size s) {
      return Bytes.inMegabytes(s.bytes());
    }
    if (cell instanceof Comparison.Cell.Aliases a) {
      return Words.joined(a.names());
    }
    return cell instanceof Comparison.Cell.Metric m ? m.value().toString() : "-";
  }

  /** The lines of a GitHub-flavoured table; the best value of a metric is bold. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + Markdown.escaped(title()));
    lines.add("");
    StringBuilder head = new StringBuilder("| |");
    comparison.columns().forEach(c -> head.append(' ').append(c.version().version()).append(" |"));
    lines.add(head.toString());
    lines.add("|---|" + "---|".repeat(comparison.columns().size()));
    for (Comparison.Row row : comparison.rows()) {
      StringBuilder line = new StringBuilder("| " + Markdown.escaped(row.name()) + " |");
      for (int i = 0; i < row.cells().size(); i++) {
        String text = Markdown.escaped(text(row.cells().get(i)));
        line.append(' ').append(row.best().contains(i) ? "**" + text + "**" : text).append(" |");
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
