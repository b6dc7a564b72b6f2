package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TableTest {
  private final List<String> lines = new ArrayList<>();

  private List<String> print(List<String> header, List<List<Table.Cell>> rows) {
    new Table(header, 0, false, lines::add).print(rows.stream());
    return lines;
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(print(List.of("A", "B"), List.of(Table.row("long", "x"), Table.row("s", "y"))))
        .containsExactly("A     B", "long  x", "s     y");
  }

  @Test
  void nothingTrails() {
    assertThat(print(List.of(), List.of(Table.row("a", "", ""), Table.row("b", "", "c"))))
        .containsExactly("a", "b    c");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMarksNone() {
    assertThat(print(List.of(), List.of(Table.row("模型", "x"), Table.row("e\u0301", "y"))))
        .containsExactly("模型  x", "e\u0301     y");
  }

  @Test
  void aCellCannotMoveTheCursor() {
    assertThat(print(List.of(), List.of(Table.row("a\u001b[2J", "b\nc"))))
        .containsExactly("a<U+001B>[2J  b<U+000A>c");
  }

  @Test
  void colourDoesNotChangeTheWidth() {
    var row = List.of(new Table.Cell("ab", Style.BOLD), Table.Cell.of("x"));
    new Table(List.of(), 4, true, lines::add).print(Stream.of(row));

    assertThat(lines).containsExactly("\u001b[1mab\u001b[0m    x");
  }

  @Test
  void aLongListStreams() {
    List<Integer> printedWhenMade = new ArrayList<>();
    var rows =
        IntStream.range(0, 3000)
            .mapToObj(
                i -> {
                  printedWhenMade.add(lines.size());
                  return Table.row(String.valueOf(i));
                });
    new Table(List.of(), 0, false, lines::add).print(rows);

    assertThat(lines).hasSize(3000);
    assertThat(printedWhenMade.get(2999)).isEqualTo(2999);
  }
}
