package io.siprouter.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.CaptureServer;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.trace.Ladder;
import io.siprouter.core.trace.LadderText;
import io.siprouter.core.trace.Pcap;
import io.siprouter.core.trace.TraceFilter;
import io.siprouter.core.trace.TracedMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What real phones say can be looked up afterwards, without what proves their passwords. */
class TraceIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23000, "max": 23199}
        },
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "trace": {"hep": {"address": "127.0.0.42", "password": "hep-secret"}}
      }
      """;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final TraceFilter ALL = TraceFilter.ALL;

  private static CaptureServer homer;
  private static Hub hub;
  private static SipAccount aliceAccount;
  private static Baresip alice;
  private static Baresip bob;

  @BeforeAll
  static void startAll() {
    homer = peers.start(CaptureServer.Mode.CHUNKS);
    hub = Hub.start(CONFIG);
    aliceAccount = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = phone("alice", 1, aliceAccount);
    bob =
        phone(
            "bob",
            2,
            new SipAccount("102", "bob-secret", hub.address()).withCodecs("G722").overTcp());
  }

  private static Baresip phone(String name, int number, SipAccount account) {
    var phone = peers.start(BaresipProfile.number(number, name).playingTone(440 * number));
    phone.register(account);
    assertThat(hub.await(DeviceRegistered.class).deviceId()).isEqualTo(name);
    return phone;
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      alice.close();
      bob.close();
      hub.close();
    }
  }

  @Test
  void bothSidesOfACallAreInItsTrace() {
    var call = talkOf(alice, bob);

    assertThat(stepsOf(call, "1"))
        .containsSubsequence(
            "recv INVITE", "send 100", "send 180", "send 200", "recv ACK", "recv BYE", "send 200");
    assertThat(stepsOf(call, "2"))
        .containsSubsequence(
            "send INVITE", "recv 180", "recv 200", "send ACK", "send BYE", "recv 200");
    assertThat(messagesOf(call)).noneMatch(message -> message.text().contains("REGISTER"));
  }

  @Test
  void callerIsAskedForItsPasswordInTheSameTrace() {
    var call = talkOf(alice, bob);

    assertThat(stepsOf(call, "1")).startsWith("recv INVITE", "send 401", "recv ACK", "recv INVITE");
  }

  @Test
  void ladderShowsBothSidesAndTheirSound() {
    var call = talkOf(alice, bob);
    var ladder = hub.engine().trace().ladder(call).orElseThrow();

    assertThat(ladder.from()).isEqualTo("101");
    assertThat(ladder.to()).isEqualTo("102");
    assertThat(ladder.cause()).isEqualTo("caller_hangup");
    assertThat(ladder.participants())
        .extracting(Ladder.Participant::name)
        .containsExactly("101", "102");
    assertThat(LadderText.of(ladder).lines().map(line -> line.replaceAll("[-|<>= ]+", " ")))
        .anyMatch(line -> line.contains("INVITE (SDP)"))
        .anyMatch(line -> line.contains("180 Ringing"))
        .anyMatch(line -> line.contains("200 OK (SDP)"))
        .anyMatch(line -> line.contains("200 OK (BYE)"))
        .anyMatch(line -> line.matches(".*RTP PCMU \\d+\\.\\ds loss 0\\.0%.*"))
        .anyMatch(line -> line.matches(".*RTP G722 \\d+\\.\\ds loss 0\\.0%.*"));
  }

  @Test
  void captureServerIsToldWhichMessagesAreOfACall() {
    var call = talkOf(alice, bob);

    homer.awaitLine("key:hep-secret correlation:" + call);
    homer.awaitLine("CONTENT BYE sip:");
  }

  @Test
  void nothingThatIsRememberedProvesAPassword() {
    talkOf(alice, bob);
    var messages = hub.engine().trace().messages(ALL, 10_000);
    var everything =
        messages.stream().map(TracedMessage::text).collect(Collectors.joining())
            + new String(Pcap.of(messages), UTF_8);

    for (var shown : List.of(everything, homer.seen())) {
      assertThat(shown)
          .contains("REGISTER", "response=\"*****")
          .doesNotContainPattern("response=\"[^*]")
          .doesNotContain("alice-secret", "bob-secret");
    }
  }

  /** Returns what the call was called. */
  private static String talkOf(Baresip caller, Baresip callee) {
    caller.forgetEvents();
    callee.forgetEvents();
    caller.dial(aliceAccount, "102");
    var call = hub.await(CallCreated.class).callId();
    callee.awaitIncoming();
    callee.accept();
    caller.awaitEstablished();
    hub.awaitTalk(2);
    caller.hangUp();
    caller.awaitClosed();
    callee.awaitClosed();
    hub.awaitNoCalls();
    Await.until(
        "the last BYE's answer", LIMIT, () -> stepsOf(call, "2").getLast().equals("recv 200"));
    return call;
  }

  private static List<TracedMessage> messagesOf(String call) {
    return hub.engine().trace().messages(TraceFilter.ofCall(call), 1_000);
  }

  private static List<String> stepsOf(String call, String leg) {
    return messagesOf(call).stream()
        .filter(message -> message.owner().orElseThrow().legId().equals(leg))
        .map(TraceIT::step)
        .toList();
  }

  private static String step(TracedMessage message) {
    var words = message.text().split(" ", 3);
    return message.passage().direction().wireName()
        + " "
        + (words[0].equals("SIP/2.0") ? words[1] : words[0]);
  }
}
