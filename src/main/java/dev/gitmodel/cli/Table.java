package dev.gitmodel.cli;

import dev.gitmodel.model.Printable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Aligned columns, two blanks apart. The first {@value #MEASURED} rows set the widths and the rest
 * stream, so a list of any length takes the same memory.
 */
final class Table {
  private static final int MEASURED = 1000;
  private static final String GAP = "  ";

  /** One cell. */
  record Cell(String text, Style style) {
    static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }
  }

  private final List<String> header;
  private final int firstColumn;
  private final boolean colour;
  private final Consumer<String> line;

  /**
   * {@code header} is empty for none, {@code firstColumn} the least width of the first column;
   * lines go to {@code line}, escape codes only in colour.
   */
  Table(List<String> header, int firstColumn, boolean colour, Consumer<String> line) {
    this.header = List.copyOf(header);
    this.firstColumn = firstColumn;
    this.colour = colour;
    this.line = line;
  }

  static List<Cell> row(String... texts) {
    List<Cell> row = new ArrayList<>(texts.length);
    for (String text : texts) {
      row.add(Cell.of(text));
    }
    return row;
  }

  /** A row as it is shown, with how wide each of its texts is. */
  private record Line(List<Cell> cells, int[] widths) {
    static Line of(List<Cell> row) {
      List<Cell> cells = new ArrayList<>(row.size());
      int[] widths = new int[row.size()];
      for (Cell cell : row) {
        String text = Printable.of(cell.text());
        widths[cells.size()] = TextWidth.of(text);
        cells.add(new Cell(text, cell.style()));
      }
      return new Line(cells, widths);
    }
  }

  void print(Stream<List<Cell>> rows) {
    Iterator<List<Cell>> left = rows.iterator();
    List<Line> measured = new ArrayList<>();
    if (!header.isEmpty()) {
      measured.add(Line.of(header.stream().map(text -> new Cell(text, Style.BOLD)).toList()));
    }
    while (left.hasNext() && measured.size() < MEASURED) {
      measured.add(Line.of(left.next()));
    }
    int[] widths = widths(measured);
    measured.forEach(row -> print(row, widths));
    left.forEachRemaining(row -> print(Line.of(row), widths));
  }

  private int[] widths(List<Line> rows) {
    int[] widths = new int[rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0)];
    for (Line row : rows) {
      for (int i = 0; i < row.widths().length; i++) {
        widths[i] = Math.max(widths[i], row.widths()[i]);
      }
    }
    if (widths.length > 0) {
      widths[0] = Math.max(widths[0], firstColumn);
    }
    return widths;
  }

  private void print(Line row, int[] widths) {
    StringBuilder out = new StringBuilder();
    int owed = 0;
    for (int i = 0; i < row.widths().length; i++) {
      Cell cell = row.cells().get(i);
      if (!cell.text().isEmpty()) {
        out.append(" ".repeat(owed));
        out.append(colour ? cell.style().around(cell.text()) : cell.text());
        owed = 0;
      }
      int width = i < widths.length ? widths[i] : 0;
      owed += Math.max(0, width - row.widths()[i]) + GAP.length();
    }
    line.accept(out.toString());
  }
}
