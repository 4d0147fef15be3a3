package io.siprouter.core.trace;

import static io.siprouter.core.trace.Wire.ALICE;
import static io.siprouter.core.trace.Wire.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.TraceSection;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageTraceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00.123456Z");
  private static final DialogOwner FIRST_LEG = new DialogOwner("call-1", "1");

  private final MessageTrace trace = traceOf(new TraceSection(40, 1 << 20, Optional.empty()));

  private static MessageTrace traceOf(TraceSection section) {
    return new MessageTrace(section, () -> NOW, _ -> Wire.HUB.getAddress());
  }

  @Test
  void messageIsShownAsItPassed() {
    trace.received(Wire.request("OPTIONS", "x"), Wire.with(ALICE));

    assertThat(all())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.passage().at()).isEqualTo(NOW);
              assertThat(message.passage().direction()).isEqualTo(TraceDirection.RECV);
              assertThat(message.passage().remote()).isEqualTo(ALICE);
              assertThat(message.passage().local()).isEqualTo(Wire.HUB);
              assertThat(message.sipCallId()).isEqualTo("x");
              assertThat(message.owner()).isEmpty();
              assertThat(message.bytes()).isEqualTo(Wire.request("OPTIONS", "x"));
            });
  }

  @Test
  void firstMessagesOfACallAreItsOwnOnceItIsKnown() {
    trace.received(Wire.request("INVITE", "a"), Wire.with(ALICE));
    trace.sent(Wire.response("100 Trying", "INVITE", "a"), Wire.with(ALICE));
    trace.began("a", FIRST_LEG);
    trace.sent(Wire.response("180 Ringing", "INVITE", "a"), Wire.with(ALICE));

    assertThat(trace.messages(TraceFilter.ofCall("call-1"), 10))
        .extracting(message -> message.text().lines().findFirst().orElse(""))
        .containsExactly(
            "INVITE sip:102@192.0.2.1 SIP/2.0", "SIP/2.0 100 Trying", "SIP/2.0 180 Ringing");
    assertThat(all()).hasSize(3);
  }

  @Test
  void floodOfOtherMessagesLeavesThoseOfCallsAlone() {
    trace.received(Wire.request("INVITE", "a"), Wire.with(ALICE));
    trace.began("a", FIRST_LEG);

    flood(10_000);

    assertThat(trace.messages(TraceFilter.ofCall("call-1"), 10)).hasSize(1);
    assertThat(trace.counts()).isEqualTo(new TraceCounts(10_001, 1, 10, 0, 9_991));
  }

  @Test
  void bytesAreBounded() {
    var small = traceOf(new TraceSection(1_000_000, 65_536, Optional.empty()));
    var long_ = "X: " + "x".repeat(4_000) + "\n";
    IntStream.range(0, 100)
        .forEach(i -> small.received(Wire.request("OPTIONS", "x" + i, long_), Wire.with(ALICE)));

    assertThat(small.counts().others()).isEqualTo(3);
  }

  @Test
  void ourEndIsNamedWhereTheSocketIsBoundToAllAddresses() {
    var any = new InetSocketAddress("0.0.0.0", 5060);
    trace.received(Wire.request("OPTIONS", "x"), new SipFlow(SipTransport.UDP, any, ALICE));

    assertThat(all().getFirst().passage().local()).isEqualTo(Wire.HUB);
  }

  @Test
  void noneAreKeptWhereNoneAreWanted() {
    trace.apply(new TraceSection(0, 1 << 20, Optional.empty()));
    flood(10);

    assertThat(all()).isEmpty();
  }

  @Test
  void latestOfTooManyAreShown() {
    flood(5);

    assertThat(trace.messages(TraceFilter.ALL, 2))
        .extracting(TracedMessage::sipCallId)
        .containsExactly("flood-3", "flood-4");
  }

  @Test
  void secretsAreNeverShown() {
    var authorized = "Authorization: Digest username=\"101\", response=\"0a1b2c\"\n";
    trace.received(Wire.request("REGISTER", "r", authorized), Wire.with(ALICE));

    assertThat(all().getFirst().text()).contains("response=\"******\"").doesNotContain("0a1b2c");
    assertThat(trace.messages(with(Optional.empty(), Optional.of("0a1b2c")), 10)).isEmpty();
  }

  @Test
  void messagesAreFoundByMethodCodeTextDirectionAndPeer() {
    trace.received(Wire.request("INVITE", "a"), Wire.with(ALICE));
    trace.sent(Wire.response("486 Busy Here", "INVITE", "a"), Wire.with(ALICE));
    trace.sent(Wire.request("OPTIONS", "b"), Wire.with(BOB));

    assertThat(ids(method("invite"))).containsExactly(1L, 2L);
    assertThat(ids(with(Optional.of("486"), Optional.empty()))).containsExactly(2L);
    assertThat(ids(with(Optional.of("4XX"), Optional.empty()))).containsExactly(2L);
    assertThat(ids(with(Optional.of("5xx"), Optional.empty()))).isEmpty();
    assertThat(ids(with(Optional.empty(), Optional.of("busy here")))).containsExactly(2L);
    assertThat(ids(from(TraceDirection.SEND, "192.0.2.102"))).containsExactly(3L);
    assertThat(ids(from(TraceDirection.SEND, "192.0.2.101:5062"))).containsExactly(2L);
    assertThat(ids(from(TraceDirection.RECV, "192.0.2.102"))).isEmpty();
  }

  @Test
  void watcherSeesWhatFitsAndKnowsTheCall() throws Exception {
    try (var watch = trace.subscribe(TraceFilter.ofCall("call-1"), 10)) {
      trace.received(Wire.request("INVITE", "a"), Wire.with(ALICE));
      trace.received(Wire.request("OPTIONS", "b"), Wire.with(BOB));
      trace.began("a", FIRST_LEG);

      var seen = watch.next(Duration.ofSeconds(5)).orElseThrow();

      assertThat(seen.owner()).contains(FIRST_LEG);
      assertThat(watch.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void watcherThatIsTooSlowMissesMessagesAndIsTold() throws Exception {
    try (var watch = trace.subscribe(TraceFilter.ALL, 3)) {
      flood(10);

      assertThat(watch.dropped()).isEqualTo(7);
      assertThat(watch.next(Duration.ZERO).orElseThrow().sipCallId()).isEqualTo("flood-0");
    }
  }

  @Test
  void waitingWatcherWakesUpForAMessageAndForTheEnd() throws Exception {
    var watch = trace.subscribe(TraceFilter.ALL, 3);
    Thread.startVirtualThread(() -> flood(1));

    assertThat(watch.next(Duration.ofSeconds(20))).isPresent();

    Thread.startVirtualThread(trace::close);

    assertThat(watch.next(Duration.ofSeconds(20))).isEmpty();
    assertThat(watch.ended()).isTrue();
  }

  @Test
  void closedWatchCostsNothingMore() {
    var watch = trace.subscribe(TraceFilter.ALL, 3);
    watch.close();
    flood(10);

    assertThat(watch.dropped()).isZero();
  }

  @Test
  void manyThreadsMayNoteAtOnce() throws Exception {
    var threads =
        IntStream.range(0, 8).mapToObj(_ -> Thread.startVirtualThread(() -> flood(2_000))).toList();
    for (var thread : threads) {
      thread.join();
    }

    var counts = trace.counts();
    assertThat(counts.seen()).isEqualTo(16_000);
    assertThat(counts.others()).isBetween(1, 10).isEqualTo(all().size());
    assertThat(counts.others() + counts.othersDropped()).isEqualTo(16_000);
  }

  private void flood(int messages) {
    var stranger = new InetSocketAddress("203.0.113.7", 5060);
    IntStream.range(0, messages)
        .forEach(i -> trace.received(Wire.request("OPTIONS", "flood-" + i), Wire.with(stranger)));
  }

  private List<TracedMessage> all() {
    return trace.messages(TraceFilter.ALL, 1_000);
  }

  private List<Long> ids(TraceFilter filter) {
    return trace.messages(filter, 10).stream().map(message -> message.passage().seq()).toList();
  }

  private static TraceFilter with(Optional<String> code, Optional<String> text) {
    return filter(Optional.empty(), code, text, Optional.empty(), Optional.empty());
  }

  private static TraceFilter method(String method) {
    return filter(
        Optional.of(method),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TraceFilter from(TraceDirection direction, String remote) {
    return filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(direction),
        Optional.of(remote));
  }

  private static TraceFilter filter(
      Optional<String> method,
      Optional<String> code,
      Optional<String> text,
      Optional<TraceDirection> direction,
      Optional<String> remote) {
    return new TraceFilter(
        Optional.empty(), Optional.empty(), method, code, text, direction, remote, 0);
  }
}
