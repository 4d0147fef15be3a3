package io.siprouter.control.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays out rows for people, in lines of less than 80 characters: a longer one would take two lines
 * of a terminal and could not be drawn over.
 */
final class Table {

  private static final String HEAD =
      "               state      codec  sent received lost jitter  delay  hears";
  private static final List<String> NOTES =
      List.of(
          "Jitter and delay in ms. Delay of a phone: from the other's mouth to its ear;",
          "delay of a hub leg: in its jitter buffer.");

  private Table() {}

  static List<String> render(List<TableRow> rows) {
    return Stream.of(Stream.of(HEAD), rows.stream().map(Table::line), NOTES.stream())
        .flatMap(lines -> lines)
        .toList();
  }

  private static String line(TableRow row) {
    return String.format(
        Locale.ROOT,
        "%-14s %-10s %-5s %5d %8d %4d %6s %6s  %s",
        row.who(),
        row.state(),
        row.codec(),
        row.sent(),
        row.received(),
        row.lost(),
        milliseconds(row.jitterMs()),
        milliseconds(row.delayMs()),
        tones(row.hearsHz()));
  }

  private static String milliseconds(double ms) {
    return Double.isNaN(ms) ? "-" : String.format(Locale.ROOT, "%.1f", ms);
  }

  /** As {@code 440+620 Hz}; a dash for none. */
  static String tones(List<Double> tonesHz) {
    return tonesHz.isEmpty()
        ? "-"
        : tonesHz.stream()
            .map(hz -> String.format(Locale.ROOT, "%.0f", hz))
            .collect(Collectors.joining("+", "", " Hz"));
  }
}
