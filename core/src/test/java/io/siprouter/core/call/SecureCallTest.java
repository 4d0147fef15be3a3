package io.siprouter.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.uri.SipUri;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to {@code sips:} URIs, which nobody may carry on in clear. RFC 5630. */
class SecureCallTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22100, "max": 22119}},
        "media": {"codecs": ["PCMU"], "rtpTimeoutSec": 0},
        "emergencyProviders": ["carrier"],
        "providers": [
          {"id": "carrier", "domain": "127.0.0.2:5060", "username": "u1", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "8*"},
           "action": {"provider": "carrier"}},
          {"id": "house", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["bob", "carol"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private static final SipFlow TLS =
      new SipFlow(SipTransport.TLS, Requests.FLOW.local(), Requests.FLOW.remote());
  private static final SipUri BOB = SipUri.of("bob", "127.0.0.1", 41_000);

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void phoneOverTlsIsRungAndNoOther() {
    hub.registers("bob", BOB.secured(), TLS);
    hub.registers("carol", 1);

    var alice = hub.dialsSecurely("alice", "100");

    assertThat(hub.callees()).hasSize(1);
    var invite = hub.callee().invite();
    assertThat(invite.requestUri()).isEqualTo(BOB.secured());
    assertThat(invite.contact().isSecure()).isTrue();
    assertThat(invite.destination().transport()).isEqualTo(SipTransport.TLS);
    hub.does(() -> hub.callee().refuses(486));
    assertThat(alice.finals()).containsExactly("486 Busy Here");
  }

  @Test
  void phoneInClearIsNotRung() {
    hub.registers("bob", 1);

    var alice = hub.dialsSecurely("alice", "102");

    assertThat(hub.callees()).isEmpty();
    assertThat(alice.finals()).containsExactly("480 SIPS Not Allowed");
  }

  @Test
  void proxyThatWouldBeLeftToChooseIsNotTrusted() {
    var path = "<sip:127.0.0.40;transport=tls;lr>";
    hub.registers("bob", BOB, TLS, path);
    assertThat(hub.dialsSecurely("alice", "102").finals()).containsExactly("480 SIPS Not Allowed");

    hub.registers("bob", BOB.secured(), TLS, path);
    var alice = hub.dialsSecurely("alice", "102");
    hub.does(() -> hub.callee().refuses(486));
    assertThat(alice.finals()).containsExactly("486 Busy Here");
  }

  @Test
  void providerIsNotCalled() {
    var alice = hub.dialsSecurely("alice", "81");

    assertThat(hub.callees()).isEmpty();
    assertThat(alice.finals()).containsExactly("480 SIPS Not Allowed");
  }

  @Test
  void helpIsCalledByAnyMeans() {
    var alice = hub.dialsSecurely("alice", "112");

    assertThat(hub.callees()).hasSize(1);
    hub.does(alice::cancels);
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void redirectionIsNotFollowedFromASecureCallNorToASecureContact() {
    hub.registers("bob", BOB, TLS);
    hub.registers("carol", 1);

    var secure = hub.dialsSecurely("alice", "102");
    hub.does(() -> hub.callee().redirects("<sip:103@hub.example>"));
    var plain = hub.dials("alice", "102", Requests.PCMU_SDP);
    hub.does(() -> hub.callee().redirects("<sips:103@hub.example>"));

    assertThat(hub.callees()).hasSize(2);
    assertThat(secure.finals()).containsExactly("480 Temporarily Unavailable");
    assertThat(plain.finals()).containsExactly("480 Temporarily Unavailable");
  }
}
