package io.siprouter.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** JMH results as a table: time (best and median iteration) and heap bytes of one operation. */
final class MarkdownTable {
  private static final String HEAD = "| operation | best us | median us | B |\n|---|---|---|---|\n";

  /** What the GC profiler calls the bytes of one operation. */
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  /** What is below is no object of the operation but the profiler's own, shared among many. */
  private static final double SMALLEST_OBJECT_BYTES = 8;

  private MarkdownTable() {}

  static String of(Collection<RunResult> results) {
    return results.stream()
        .sorted(Comparator.comparing(result -> name(result.getParams())))
        .map(MarkdownTable::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(RunResult result) {
    var time = result.getPrimaryResult().getStatistics();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %s |%n",
        name(result.getParams()),
        time.getMin(),
        time.getPercentile(50),
        bytes(result));
  }

  /** Class and method, then the values of the parameters. */
  private static String name(BenchmarkParams params) {
    String path = params.getBenchmark();
    String classAndMethod = path.substring(path.lastIndexOf('.', path.lastIndexOf('.') - 1) + 1);
    return params.getParamsKeys().stream()
        .map(key -> " " + params.getParam(key))
        .collect(Collectors.joining("", classAndMethod.replace("Bench.", " "), ""));
  }

  private static String bytes(RunResult result) {
    var allocated = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION));
    double bytes = allocated.getScore();
    return bytes < SMALLEST_OBJECT_BYTES ? "0" : String.format(Locale.ROOT, "%.0f", bytes);
  }
}
