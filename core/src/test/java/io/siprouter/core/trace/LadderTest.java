package io.siprouter.core.trace;

import static io.siprouter.core.trace.Wire.ALICE;
import static io.siprouter.core.trace.Wire.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.TraceSection;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegDialog;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.event.StampedEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final Instant START = Instant.parse("2026-11-21T20:00:00.100Z");
  private static final String CALL = "k3-1";

  private final MessageTrace trace =
      new MessageTrace(
          new TraceSection(1_000, 1 << 20, Optional.empty()),
          () -> this.now,
          _ -> Wire.HUB.getAddress());
  private Instant now = START;

  @Test
  void wholeCallIsDrawn() throws Exception {
    talk();

    assertThat(LadderText.of(ladder())).isEqualTo(golden());
  }

  private static String golden() throws Exception {
    try (var file = LadderTest.class.getResourceAsStream("ladder.txt")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  @Test
  void repetitionsAreOneRow() {
    talk();

    assertThat(ladder().rows())
        .filteredOn(row -> row instanceof LadderRow.Message message && message.times() > 1)
        .containsExactly(
            new LadderRow.Message(
                80, "2", TraceDirection.SEND, "INVITE", true, 3, sequenceOfSecondInvite()));
  }

  private long sequenceOfSecondInvite() {
    return trace.messages(TraceFilter.ofCall(CALL), 100).stream()
        .filter(message -> message.owner().orElseThrow().legId().equals("2"))
        .findFirst()
        .orElseThrow()
        .passage()
        .seq();
  }

  @Test
  void soundWithAnotherCodecIsAnotherSpan() {
    event(0, added("1", "101"));
    quality(0, "1", "PCMU", 0, 0);
    quality(1_000, "1", "PCMU", 45, 5);
    quality(2_000, "1", "G722", 95, 5);
    quality(3_000, "1", "G722", 145, 5);

    assertThat(ladder().rows())
        .containsExactly(
            new LadderRow.Media(0, "1", 1_000, "PCMU", 45, 45, 10, 1.5),
            new LadderRow.Media(2_000, "1", 1_000, "G722", 100, 100, 0, 1.5));
  }

  @Test
  void soundBeginsWhenItsCodecIsAgreedAndNotWithTheFirstReport() {
    event(0, added("1", "101"));
    event(100, new LegChanged(CALL, "1", "ringing", "", false, ""));
    event(200, new LegChanged(CALL, "1", "early", "PCMU", false, ""));
    event(900, new LegChanged(CALL, "1", "answered", "PCMU", false, ""));
    quality(5_200, "1", "PCMU", 240, 0);

    assertThat(ladder().rows())
        .containsExactly(new LadderRow.Media(0, "1", 5_000, "PCMU", 240, 240, 0, 1.5));
  }

  @Test
  void nobodyKnowsACallThatNeverWas() {
    assertThat(trace.ladder("none")).isEmpty();
  }

  @Test
  void strangersCannotSpeakToTheTerminal() {
    received(0, Wire.response("200 \u001b[2J", "INVITE", "a"), ALICE);
    event(0, new LegDialog(CALL, "1", "a"));
    event(0, added("1", "\u001b]0;x\u0007"));

    assertThat(LadderText.of(ladder())).doesNotContain("\u001b", "\u0007");
  }

  private void talk() {
    received(0, Wire.request("INVITE", "a", "Content-Type: application/sdp\n"), ALICE);
    event(1, created());
    event(1, new LegDialog(CALL, "1", "a"));
    sent(2, Wire.response("100 Trying", "INVITE", "a"), ALICE);
    event(3, added("1", "101"));
    event(79, new LegDialog(CALL, "2", "b"));
    for (int ms = 80; ms < 1_000; ms = ms * 2 + 500) {
      sent(ms, Wire.request("INVITE", "b", "Content-Type: application/sdp\n"), BOB);
    }
    sent(999, Wire.request("INVITE", "b", "Content-Type: application/sdp\n"), BOB);
    event(1_000, added("2", "102"));
    received(1_200, Wire.response("180 Ringing", "INVITE", "b"), BOB);
    sent(1_201, Wire.response("180 Ringing", "INVITE", "a"), ALICE);
    received(3_000, Wire.response("200 OK", "INVITE", "b"), BOB);
    sent(3_001, Wire.request("ACK", "b"), BOB);
    sent(3_002, Wire.response("200 OK", "INVITE", "a"), ALICE);
    received(3_020, Wire.request("ACK", "a"), ALICE);
    quality(3_003, "1", "PCMU", 0, 0);
    quality(3_003, "2", "G722", 0, 0);
    event(5_500, new DigitReceived(CALL, "1", '5', 120));
    quality(8_003, "1", "PCMU", 240, 10);
    quality(8_003, "2", "G722", 250, 0);
    received(8_500, Wire.request("BYE", "b"), BOB);
    sent(8_501, Wire.response("200 OK", "BYE", "b"), BOB);
    sent(8_502, Wire.request("BYE", "a"), ALICE);
    event(8_503, new CallEnded(CALL, "callee_hangup", 0, 5.5));
    received(8_520, Wire.response("200 OK", "BYE", "a"), ALICE);
  }

  private static CallCreated created() {
    return new CallCreated(
        CALL, "internal", "device", "alice", "101", "", "102", "102", Optional.empty(), "");
  }

  private static LegAdded added(String leg, String remote) {
    return new LegAdded(CALL, leg, "SIP_DEVICE", remote, "", "inbound");
  }

  private void received(int afterMs, byte[] message, InetSocketAddress peer) {
    now = START.plusMillis(afterMs);
    trace.received(message, Wire.with(peer));
  }

  private void sent(int afterMs, byte[] message, InetSocketAddress peer) {
    now = START.plusMillis(afterMs);
    trace.sent(message, Wire.with(peer));
  }

  private void event(int afterMs, ServerEvent event) {
    trace.observer().accept(new StampedEvent(1, START.plusMillis(afterMs), event));
  }

  private void quality(int afterMs, String leg, String codec, long packets, long lost) {
    event(
        afterMs,
        new LegQuality(CALL, leg, codec, packets, packets, lost, 1.5, 60, 0, Optional.empty()));
  }

  private Ladder ladder() {
    return trace.ladder(CALL).orElseThrow();
  }
}
