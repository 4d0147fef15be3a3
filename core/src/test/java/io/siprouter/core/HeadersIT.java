package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real PBX reads of the headers that are written into our requests. */
class HeadersIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.10", "rtpPorts": {"min": 23000, "max": 23039}},
        "headers": {"all": {"User-Agent": "house/1"}, "methods": {"BYE": {"X-Last": "yes"}}},
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20:5060", "username": "trunk1",
          "password": "trunk1-secret", "profile": "asterisk", "headers": {"X-Tenant": "4711"}
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound"}, "action": {"provider": "carrier"}}
        ]
      }
      """;

  private static Asterisk carrier;
  private static Hub hub;

  @BeforeAll
  static void startAll() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void carrierReadsThemInTheFirstInviteInTheOneWithCredentialsAndInBye() {
    var account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    var alice = peers.start(BaresipProfile.number(1, "alice").playingTone(440));
    alice.register(account);
    hub.await(DeviceRegistered.class);
    alice.dial(account, "601");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();
    hub.awaitNoCalls();
    carrier.awaitIdle();

    assertThat(heads("INVITE sip:601@"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(head -> head.contains("X-Tenant: 4711") && head.contains("User-Agent: house/1"))
        .noneMatch(head -> head.contains("X-Last"))
        .anyMatch(head -> head.contains("Authorization: Digest"))
        .anyMatch(head -> !head.contains("Authorization: Digest"));
    assertThat(heads("BYE sip:"))
        .anyMatch(
            head ->
                head.contains("X-Tenant: 4711")
                    && head.contains("X-Last: yes")
                    && head.contains("User-Agent: house/1"));
    assertThat(heads("REGISTER sip:")).allMatch(head -> head.contains("User-Agent: house/1"));
  }

  private static List<String> heads(String firstLine) {
    return Pattern.compile("(?m)^" + Pattern.quote(firstLine) + ".*(?:\\R.+)*")
        .matcher(carrier.sipLog())
        .results()
        .map(found -> found.group())
        .toList();
  }
}
