package io.siprouter.control.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something the demonstration has to show.
 *
 * @param what in words for people
 * @param held whether it did
 * @param found what was seen
 */
record Check(String what, boolean held, String found) {

  /** The checks one by one and the verdict. */
  static List<String> render(List<Check> checks) {
    return Stream.concat(checks.stream().map(Check::line), Stream.of(verdict(checks))).toList();
  }

  private String line() {
    var detail = found.isEmpty() ? "" : " (" + found + ")";
    return "  %-6s %s%s".formatted(held ? "ok" : "FAILED", what, detail);
  }

  private static String verdict(List<Check> checks) {
    long failed = checks.stream().filter(check -> !check.held()).count();
    return failed == 0 ? "All of it held." : failed + " of " + checks.size() + " checks FAILED.";
  }

  static boolean allHeld(List<Check> checks) {
    return checks.stream().allMatch(Check::held);
  }
}
