package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.config.HistorySection;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.history.CallRecord;
import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.History;
import io.siprouter.core.history.HistoryReader;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.SippScenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of the calls of real phones. */
class HistoryIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10", "rtpPorts": {"min": 23000, "max": 23039}, "country": "DE"
        },
        "providers": [
          {"id": "helping", "domain": "127.0.0.43:5060", "username": "u3", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": []
      }
      """;

  @TempDir static Path state;

  private static final BlockingQueue<CallRecord> records = new LinkedBlockingQueue<>();
  private static Hub hub;
  private static History history;
  private static Baresip alice;
  private static Baresip bob;
  private static SipAccount account;

  @BeforeAll
  static void startAll() {
    var nobody = new InetSocketAddress("127.0.0.10", 5060);
    peers.start(
        SippScenario.of("carrier-answers.xml", "127.0.0.43", nobody)
            .withCalls(10, 1, Duration.ofSeconds(60)));
    hub = Hub.start(CONFIG);
    history =
        History.start(
            state, new HistorySection(365, 0), InstantSource.system(), hub.engine().events());
    history.onRecorded(records::add);
    hub.awaitTrunk("helping");
    account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = phone("alice", 1, account);
    bob = phone("bob", 2, new SipAccount("102", "bob-secret", hub.address()).withCodecs("PCMA"));
  }

  private static Baresip phone(String name, int number, SipAccount account) {
    var phone = peers.start(BaresipProfile.number(number, name).playingTone(440 * number));
    phone.register(account);
    assertThat(hub.await(DeviceRegistered.class).deviceId()).isEqualTo(name);
    return phone;
  }

  @BeforeEach
  void forgetEarlierCalls() {
    alice.forgetEvents();
    bob.forgetEvents();
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
      history.close();
    }
  }

  private static CallRecord record() throws InterruptedException, IOException {
    var told = records.poll(10, TimeUnit.SECONDS);
    assertThat(told).isNotNull();
    var written = new HistoryReader(state).call(told.id()).orElseThrow();
    assertThat(written.cause()).isEqualTo(told.cause());
    return written;
  }

  @Test
  void answeredCallIsWrittenDownWithItsPartiesTimesAndSound() throws Exception {
    alice.dial(account, "102");
    bob.awaitIncoming();
    bob.accept();
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    var record = record();

    assertThat(record.direction()).isEqualTo("internal");
    assertThat(record.sourceId()).isEqualTo("alice");
    assertThat(record.from()).isEqualTo("101");
    assertThat(record.to()).isEqualTo("102");
    assertThat(record.cause()).isEqualTo("caller_hangup");
    assertThat(record.durationSec()).isBetween(1.0, 60.0);
    assertThat(times(record)).isSorted();
    assertThat(record.legs())
        .extracting(
            LegRecord::account, LegRecord::direction, leg -> leg.quality().orElseThrow().codec())
        .containsExactly(tuple("alice", "inbound", "PCMU"), tuple("bob", "outbound", "PCMA"));
    assertThat(record.legs())
        .extracting(leg -> leg.quality().orElseThrow())
        .allSatisfy(
            fared -> {
              assertThat(fared.packetsRx()).isGreaterThan(80);
              assertThat(fared.lossPercent()).isZero();
            });
  }

  private static Instant[] times(CallRecord record) {
    return new Instant[] {
      record.createdAt(),
      record.ringingAt().orElseThrow(),
      record.answeredAt().orElseThrow(),
      record.endedAt()
    };
  }

  @Test
  void busyCalleeIsWrittenDown() throws Exception {
    alice.dial(account, "102");
    bob.awaitIncoming();
    bob.hangUp();
    alice.awaitClosed();
    var record = record();

    assertThat(record.cause()).isEqualTo("busy");
    assertThat(record.sipStatus()).isEqualTo(486);
    assertThat(record.answeredAt()).isEmpty();
    assertThat(record.ringingAt()).isPresent();
    assertThat(record.legs()).extracting(LegRecord::sipStatus).contains(486);
  }

  @Test
  void callWithoutRouteIsWrittenDownWithTheReason() throws Exception {
    alice.dial(account, "0301234567");
    alice.awaitClosed();
    var record = record();

    assertThat(record.cause()).isEqualTo("not_found");
    assertThat(record.sipStatus()).isEqualTo(404);
    assertThat(record.toNormalised()).isEqualTo("+49301234567");
    assertThat(record.route()).isEmpty();
    assertThat(record.reason())
        .isEqualTo("no outbound or internal route for +49301234567 from device alice");
  }

  @Test
  void callForHelpIsWrittenDownAsSuch() throws Exception {
    alice.dial(account, "112");
    alice.awaitEstablished();
    alice.hangUp();
    alice.awaitClosed();
    var record = record();

    assertThat(record.emergency()).isTrue();
    assertThat(record.direction()).isEqualTo("outbound");
    assertThat(record.to()).isEqualTo("112");
    assertThat(record.answeredAt()).isPresent();
    assertThat(record.legs()).extracting(LegRecord::account).containsExactly("alice", "helping");
  }
}
