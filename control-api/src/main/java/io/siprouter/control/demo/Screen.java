package io.siprouter.control.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows text that changes: in its place on a terminal, else one version below the other. */
final class Screen {

  private static final String CLEAR_LINE = "\033[2K";

  private final PrintWriter out;
  private final boolean terminal;
  private int linesShown;

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** How often to show the text anew. */
  Duration pace() {
    return Duration.ofMillis(terminal ? 200 : 1000);
  }

  /** Replaces what was shown last, where possible. */
  void show(List<String> lines) {
    if (terminal && linesShown > 0) {
      out.printf("\033[%dA", linesShown);
    }
    lines.forEach(line -> out.println(terminal ? CLEAR_LINE + line : line));
    out.flush();
    linesShown = lines.size();
  }
}
