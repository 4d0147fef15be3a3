package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.SippScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller that leaves all offers to us, and sends back the sound it gets. */
class DelayedOfferIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final int ALICE_HZ = 440;

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.10", "rtpPorts": {"min": 23420, "max": 23439}},
        "providers": [
          {"id": "caller", "domain": "127.0.0.64:5060", "username": "trunk", "password": "none",
           "register": false, "keepAliveSec": 0}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["alice"]}}
        ]
      }
      """;

  @Test
  void soundGoesBothWaysAfterEachOfferOfOurs() {
    try (var hub = Hub.start(CONFIG)) {
      var account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
      var alice = peers.start(BaresipProfile.number(1, "alice").playingTone(ALICE_HZ));
      alice.register(account.answeringByItself());
      hub.await(DeviceRegistered.class);
      var caller =
          peers.start(
              SippScenario.of("delayed-offer.xml", "127.0.0.64", hub.address())
                  .with("-s", "4930101", "-mi", "127.0.0.64", "-rtp_echo"));
      alice.awaitEstablished();
      hub.await(LegQuality.class, leg -> leg.legId().equals("1") && leg.packetsRx() >= 100);
      alice.hangUp();
      alice.awaitClosed();

      caller.result().assertAllSuccessful();
      hub.awaitNoCalls();
      assertThat(alice.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(25);
    }
  }
}
