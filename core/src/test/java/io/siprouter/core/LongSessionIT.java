package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SippScenario;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions of the shortest interval that Asterisk agrees to, beyond their end. */
class LongSessionIT {

  @RegisterExtension static final Peers peers = new Peers();

  /** An interval of 90 s and a little more. */
  private static final Duration BEYOND = Duration.ofSeconds(100);

  private static final Pattern OURS = Pattern.compile("Received SIP request [^<]+?\\sUPDATE sip:");
  private static final Pattern THEIRS =
      Pattern.compile("Transmitting SIP request [^<]+?\\s(UPDATE|INVITE) sip:.+;line=");

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10", "rtpPorts": {"min": 23340, "max": 23359},
          "sessionTimer": {"intervalSec": 90, "minSec": 90}
        },
        "providers": [
          {"id": "carrier", "domain": "127.0.0.20:5060", "username": "trunktimer",
           "password": "trunktimer-secret"}
        ],
        "devices": [
          {"id": "callee", "extension": "100", "username": "100", "password": "callee-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["callee"]}}
        ]
      }
      """;

  @Test
  void asteriskRefreshesTheCallsItMakesAndWeRefreshOurs() {
    var carrier = peers.start(AsteriskProfile.carrier());
    try (var hub = Hub.start(CONFIG)) {
      var phone = SippScenario.of("register.xml", "127.0.0.65", hub.address());
      peers.run(phone.as("100", "callee-secret")).assertAllSuccessful();
      hub.await(DeviceRegistered.class);
      hub.awaitTrunk("carrier");
      peers.start(
          SippScenario.of("uas.xml", "127.0.0.65", hub.address())
              .withCalls(2, 1, BEYOND.multipliedBy(2)));
      carrier.call("trunktimer", "4930100", "601");
      hub.await(CallAnswered.class);
      hub.originate("callee", "601");
      hub.await(CallAnswered.class);

      Await.until("two refreshes of ours", BEYOND, () -> refreshes(carrier, OURS) >= 2);
      Await.until("two of Asterisk's", BEYOND, () -> refreshes(carrier, THEIRS) >= 3);
      assertThat(hub.calls().size()).isEqualTo(2);
      hub.calls().hangUpAll();
      hub.awaitNoCalls();
    }
  }

  /** Of Asterisk's, the INVITE that begins the call counts as well. */
  private static long refreshes(Asterisk carrier, Pattern pattern) {
    return pattern.matcher(carrier.sipLog()).results().count();
  }
}
