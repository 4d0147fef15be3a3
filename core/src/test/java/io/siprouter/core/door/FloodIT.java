package io.siprouter.core.door;

import io.siprouter.core.Hub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a day on the open internet brings, in a few seconds. */
class FloodIT {
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
    new Flood(hub, 20_261_121).send(20_000);
  }

  @Test
  void halfOpenConnectionsKeepNobodyOutAndAreGivenUp() throws IOException {
    try (var halfOpen = new HalfOpen(hub, 1_000)) {
      halfOpen.assertServes(Duration.ofSeconds(3));
      halfOpen.assertGivenUp();
    }
  }
}
