package io.siprouter.core.door;

import io.siprouter.core.Hub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same as {@link FloodIT}, for as long as it takes to find what is rare or slow to fill. */
class LoadFloodIT {
  private Hub hub;

  @BeforeEach
  void start() {
    hub = TestDoor.open();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void spoiltMessagesNeitherStopNorFillTheEngine() throws IOException {
    new Flood(hub, 1_000_000).send(1_000_000);
  }

  @Test
  void halfOpenConnectionsKeepNobodyOutForAMinute() throws IOException {
    try (var halfOpen = new HalfOpen(hub, 1_000)) {
      halfOpen.assertServes(Duration.ofSeconds(60));
      halfOpen.assertGivenUp();
    }
  }
}
