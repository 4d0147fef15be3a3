package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.EmergencyCall;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.Sipp;
import io.siprouter.core.peer.SippScenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real phone calls for help while its carriers fail one after the other. */
class EmergencyIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10", "rtpPorts": {"min": 23000, "max": 23039}, "country": "DE"
        },
        "providers": [
          {"id": "refusing", "domain": "127.0.0.41:5060", "username": "u1", "password": "p",
           "numberFormat": "e164", "maxCalls": 1},
          {"id": "silent", "domain": "127.0.0.42:5060", "username": "u2", "password": "p"},
          {"id": "answering", "domain": "127.0.0.43:5060", "username": "u3", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "none", "match": {"direction": "outbound"}, "action": {"reject": {"code": 403}}}
        ]
      }
      """;

  private static Sipp answering;
  private static Hub hub;
  private static Baresip alice;
  private static SipAccount account;

  @BeforeAll
  static void startAll() {
    carrier("carrier-refuses.xml", "127.0.0.41");
    carrier("carrier-silent.xml", "127.0.0.42");
    answering = carrier("carrier-answers.xml", "127.0.0.43");
    hub = Hub.start(CONFIG);
    for (var provider : new String[] {"refusing", "silent", "answering"}) {
      hub.awaitTrunk(provider);
    }
    account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = peers.start(BaresipProfile.number(1, "alice").playingTone(440));
    alice.register(account);
    hub.await(DeviceRegistered.class);
  }

  private static Sipp carrier(String scenario, String ip) {
    var nobody = new InetSocketAddress("127.0.0.10", 5060);
    return peers.start(
        SippScenario.of(scenario, ip, nobody).withCalls(10, 1, Duration.ofSeconds(60)));
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void helpIsReachedPastARefusingAndASilentCarrier() throws IOException {
    alice.dial(account, "0112");
    alice.awaitEstablished();
    var told = hub.await(EmergencyCall.class);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(told.number()).isEqualTo("112");
    assertThat(told.from()).isEqualTo("101");
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
    assertThat(Files.readString(answering.logs().getLast()))
        .contains("INVITE sip:112@127.0.0.43:5060 SIP/2.0")
        .contains("To: <sip:112@127.0.0.43:5060>");
  }

  @Test
  void otherNumbersStayForbidden() {
    alice.dial(account, "0115");

    assertThat(alice.awaitClosed().param()).startsWith("403");
  }
}
