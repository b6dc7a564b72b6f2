package dev.gitmodel.cli;

import dev.gitmodel.model.Printable;
import java.util.ArrayList;
import java.util.Arrays;
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
  // What a line has, and rarely more.
  private static final int LINE = 120;

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

  /** A cell as it is shown, and how wide that is. */
  private record Shown(String text, Style style, int width) {
    static List<Shown> of(List<Cell> row) {
      List<Shown> shown = new ArrayList<>(row.size());
      for (Cell cell : row) {
        String text = Printable.of(cell.text());
        shown.add(new Shown(text, cell.style(), TextWidth.of(text)));
      }
      return shown;
    }
  }

  void print(Stream<List<Cell>> rows) {
    Rows all = new Rows();
    if (!header.isEmpty()) {
      all.accept(header.stream().map(text -> new Cell(text, Style.BOLD)).toList());
    }
    // Pushed, because to pull rows from a stream takes as long as to make them.
    rows.forEachOrdered(all);
    all.finish();
  }

  /** Holds the first rows until the widths are known, and prints the others as they come. */
  private final class Rows implements Consumer<List<Cell>> {
    private final List<List<Shown>> measured = new ArrayList<>();
    private int[] widths = {firstColumn};
    private boolean known;

    @Override
    public void accept(List<Cell> row) {
      List<Shown> shown = Shown.of(row);
      if (known) {
        print(shown, widths);
      } else {
        measure(shown);
        measured.add(shown);
        if (measured.size() == MEASURED) {
          finish();
        }
      }
    }

    private void measure(List<Shown> row) {
      if (row.size() > widths.length) {
        widths = Arrays.copyOf(widths, row.size());
      }
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).width());
      }
    }

    void finish() {
      known = true;
      for (List<Shown> row : measured) {
        print(row, widths);
      }
      measured.clear();
    }
  }

  private void print(List<Shown> row, int[] widths) {
    StringBuilder out = new StringBuilder(LINE);
    int owed = 0;
    for (int i = 0; i < row.size(); i++) {
      Shown cell = row.get(i);
      if (!cell.text().isEmpty()) {
        out.append(" ".repeat(owed));
        out.append(colour ? cell.style().around(cell.text()) : cell.text());
        owed = 0;
      }
      int width = i < widths.length ? widths[i] : 0;
      owed += Math.max(0, width - cell.width()) + GAP.length();
    }
    line.accept(out.toString());
  }
}
