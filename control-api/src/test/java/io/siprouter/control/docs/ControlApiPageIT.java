package io.siprouter.control.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.control.api.ControlClient;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation of the interface shows, with a daemon and two phones. */
class ControlApiPageIT {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("control-api.md");
  private static final Path OPERATIONS = DOCS.resolve("operations.md");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path state;

  @Test
  void everyExchangeIsAsThePageShowsIt() throws Exception {
    try (var daemon = RunningDaemon.start(state);
        var desk = registered(daemon.phone101());
        var hall = registered(daemon.phone102());
        var control = new ControlClient(state);
        var examples = Examples.in(state, state, daemon.http())) {
      for (var block : Fence.of(PAGE)) {
        examples.run(List.of(block));
        if (daemon.engine().calls().size() == 0) {
          await(() -> !desk.state().isCall() && !hall.state().isCall());
          await(() -> control.get("/api/v1/calls").path("items").isEmpty());
        }
      }

      assertThat(examples.asserted()).isGreaterThan(20);
      examples.run(Fence.of(OPERATIONS));
      assertThat(control.get("/api/v1/history").path("items")).hasSize(2);
    }
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    return phone;
  }

  /** A phone has one call at a time, and what has happened is in the picture a moment later. */
  private static void await(Callable<Boolean> wanted) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!wanted.call()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
