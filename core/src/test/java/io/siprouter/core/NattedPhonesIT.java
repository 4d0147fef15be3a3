package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Namespace;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Recording;
import io.siprouter.core.peer.SipAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones behind a NAT, whose SDP names an address that leads nowhere. */
class NattedPhonesIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "10.203.0.1", "rtpPorts": {"min": 23400, "max": 23419}},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ]
      }
      """;

  private static final int ALICE_HZ = 440;
  private static final int BOB_HZ = 700;

  private static Namespace nat;
  private static Hub hub;
  private static SipAccount account;
  private static Baresip alice;
  private static Baresip bob;

  @BeforeAll
  static void start() {
    nat = Namespace.create();
    nat.hide();
    hub = Hub.start(CONFIG);
    account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = phone("alice", 1, ALICE_HZ, account);
    var bobs = new SipAccount("102", "bob-secret", hub.address()).withCodecs("PCMA");
    bob = phone("bob", 2, BOB_HZ, bobs);
  }

  private static Baresip phone(String name, int number, int hz, SipAccount account) {
    var profile = BaresipProfile.number(number, name).playingTone(hz).behind(nat);
    var phone = peers.start(profile);
    phone.register(account);
    hub.await(DeviceRegistered.class);
    return phone;
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      alice.close();
      bob.close();
      hub.close();
    }
    if (nat != null) {
      nat.close();
    }
  }

  @Test
  void phonesBehindOneNatCallAndHearEachOther() {
    alice.dial(account, "102");
    bob.awaitIncoming();
    bob.accept();
    alice.awaitEstablished();
    hub.awaitTalk(2);
    bob.hangUp();
    alice.awaitClosed();
    bob.awaitClosed();

    assertThat(alice.logs().getFirst()).content().contains("c=IN IP4 10.204.0.2");
    assertHears(alice.heard(), BOB_HZ);
    assertHears(bob.heard(), ALICE_HZ);
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("callee_hangup");
  }

  private static void assertHears(Recording heard, int hz) {
    assertThat(heard.toneToNoiseDb(hz)).isGreaterThan(25);
  }
}
