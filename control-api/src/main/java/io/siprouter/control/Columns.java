package io.siprouter.control;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text, as wide as they have to be. One thread. */
final class Columns {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param heads of the columns
   */
  Columns(String... heads) {
    rows.add(List.of(heads));
  }

  /** Appends a row with as many cells as there are columns; what is empty is shown as a dash. */
  void add(String... cells) {
    rows.add(List.of(cells).stream().map(cell -> cell.isEmpty() ? "-" : cell).toList());
  }

  void print(PrintWriter out) {
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> ("%-" + Math.max(1, widths[column]) + "s").formatted(row.get(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
