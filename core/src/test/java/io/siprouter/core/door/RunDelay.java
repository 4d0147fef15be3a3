package io.siprouter.core.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How long the threads that an answer passes through were kept from running by a busy machine, as
 * Linux counts it: the second figure of a thread's {@code schedstat} [ns].
 */
final class RunDelay {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Set<String> TEST_THREADS = Set.of("main", "surefire-main");

  private final List<Path> schedstats;

  /** Of the threads there are now: those of the SIP stack and that of the test. */
  RunDelay() throws IOException {
    try (var tasks = Files.list(TASKS)) {
      schedstats =
          tasks
              .filter(task -> isOnTheWay(read(task.resolve("comm")).trim()))
              .map(task -> task.resolve("schedstat"))
              .toList();
    }
  }

  private static boolean isOnTheWay(String thread) {
    return thread.startsWith("sip-") || TEST_THREADS.contains(thread);
  }

  /** Of all these threads together since they began. */
  Duration total() {
    long nanos = 0;
    for (var schedstat : schedstats) {
      nanos += delayNanos(schedstat);
    }
    return Duration.ofNanos(nanos);
  }

  /** A thread of an engine that was closed meanwhile no longer waits. */
  private static long delayNanos(Path schedstat) {
    return Files.exists(schedstat) ? Long.parseLong(read(schedstat).split(" ", -1)[1]) : 0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
