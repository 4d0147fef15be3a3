package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Namespace;
import io.siprouter.core.peer.Peers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider that is gone for minutes, with nothing on this side to show when it returns. */
class LongOutageIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final Duration OUTAGE = Duration.ofMinutes(5);
  private static final String CONFIG = TrunkNetworkIT.CONFIG.replace("600", "10");

  @Test
  void trunkIsBackWithinAMinuteAfterTheProviderIs() {
    try (var cable = Namespace.create()) {
      peers.start(TrunkNetworkIT.carrierBehind(cable));
      try (var hub = Hub.start(CONFIG)) {
        hub.awaitTrunk("carrier");
        cable.swallow(true);
        Await.pass(OUTAGE);
        assertThat(state(hub)).isNotEqualTo("registered");

        cable.swallow(false);
        Await.until(
            "registration after the outage",
            Duration.ofSeconds(60),
            () -> state(hub).equals("registered"));
      }
    }
  }

  private static String state(Hub hub) {
    return hub.engine().trunks().of("carrier").orElseThrow().state().label();
  }
}
