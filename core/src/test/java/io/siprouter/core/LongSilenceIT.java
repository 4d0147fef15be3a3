package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Namespace;
import io.siprouter.core.peer.Peers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection to a provider that nobody has closed, and that nothing comes over any more. */
class LongSilenceIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {"sip": {"udpPort": 5066, "tcpPort": 5066}},
        "providers": [{
          "id": "carrier", "domain": "10.203.0.2", "transport": "tcp", "username": "trunk1",
          "password": "trunk1-secret", "keepAliveSec": 1
        }]
      }
      """;

  private static Namespace cable;
  private static Asterisk carrier;
  private static Hub hub;

  @BeforeAll
  static void startAll() {
    cable = Namespace.create();
    carrier = peers.start(TrunkNetworkIT.carrierBehind(cable));
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
    if (cable != null) {
      cable.close();
    }
  }

  /** TCP itself would go on trying for a quarter of an hour. */
  @Test
  void isGivenUpWithinSecondsAndReplacedByAnother() {
    awaitAnsweredProbe();
    cable.swallow(true);
    awaitState("failed");
    assertThat(hub.engine().sipTables().connections()).isZero();
    cable.swallow(false);

    awaitState("registered");
    assertThat(connections()).isEqualTo(2);
  }

  private static void awaitAnsweredProbe() {
    Await.until(
        "an answered OPTIONS", Asterisk.LIMIT, () -> carrier.sipLog().contains("CSeq: 20 OPTIONS"));
  }

  private static long connections() {
    return Pattern.compile("Received SIP request .* from TCP:10\\.203\\.0\\.1:(\\d+)")
        .matcher(carrier.sipLog())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .count();
  }

  private static void awaitState(String state) {
    var trunk = hub.engine().trunks().of("carrier").orElseThrow();
    Await.until(
        () -> state + " but it is " + trunk.state().label(),
        Duration.ofSeconds(15),
        () -> trunk.state().label().equals(state));
  }
}
