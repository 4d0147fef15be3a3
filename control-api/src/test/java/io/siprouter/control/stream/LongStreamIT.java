package io.siprouter.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.core.event.ServerEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has fallen asleep. */
class LongStreamIT {

  private static final int MANY = 100_000; // more than sockets and queues hold

  @TempDir private Path state;

  @Test
  void whoDoesNotReadIsDisconnected() throws Exception {
    try (var daemon = RunningDaemon.start(state);
        var stream = new TestStream(state)) {
      stream.awaitEvent("status");
      stream.pause();
      for (int i = 0; i < MANY; i++) {
        daemon
            .engine()
            .events()
            .publish(new ServerEvent.SecurityBan("192.0.2.1", i, Instant.EPOCH));
      }

      var asleep = stream.awaitClosed(Duration.ofSeconds(60));
      stream.resume();
      assertThat(asleep || stream.awaitClosed(Duration.ofSeconds(10))).isTrue();
    }
  }
}
