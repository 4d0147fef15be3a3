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

  /** New ones take the places of those that the engine gives up. */
  @Test
  void halfOpenConnectionsKeepNobodyOutForAMinute() throws IOException {
    for (int i = 0; i < 8; i++) {
      try (var halfOpen = new HalfOpen(hub, 1_000)) {
        halfOpen.assertServes(Duration.ofMillis(7_500));
      }
      assertNoneLeft();
    }
  }

  private void assertNoneLeft() throws IOException {
    try (var none = new HalfOpen(hub, 0)) {
      none.assertGivenUp();
    }
  }
}
