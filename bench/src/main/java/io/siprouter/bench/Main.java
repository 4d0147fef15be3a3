package io.siprouter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks that match a regular expression and writes their table to a file. */
public final class Main {
  /** Short, so that at least the best one of twenty is left alone by whatever else is running. */
  private static final TimeValue ITERATION = TimeValue.milliseconds(200);

  private Main() {}

  public static void main(String[] args) throws RunnerException, IOException {
    var results = new Runner(options(args[0])).run();
    Files.writeString(Path.of(args[1]), MarkdownTable.of(results));
  }

  /**
   * One fork and four seconds an operation: all of it within three minutes on two cores. The
   * collector is the one of the daemon, because its barriers are part of the cost.
   */
  private static Options options(String include) {
    return new OptionsBuilder()
        .include(include)
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(1)
        .jvmArgsAppend("-XX:+UseShenandoahGC")
        .warmupIterations(8)
        .warmupTime(ITERATION)
        .measurementIterations(20)
        .measurementTime(ITERATION)
        .addProfiler(GCProfiler.class)
        .build();
  }
}
