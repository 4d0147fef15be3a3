package io.siprouter.core.trace;

import io.siprouter.core.trace.Ladder.Participant;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws the ladder of one call out of its messages and its story. One thread, once. */
final class LadderBuilder {
  private final String callId;
  private final CallStory story;
  private final List<TracedMessage> messages;
  private final Instant start;

  private LadderBuilder(
      String callId, CallStory story, List<TracedMessage> messages, Instant start) {
    this.callId = callId;
    this.story = story;
    this.messages = messages;
    this.start = start;
  }

  /**
   * Draws what is known of a call.
   *
   * @param messages of this call, oldest first
   * @return empty where nothing is known of the call
   */
  static Optional<Ladder> of(String callId, CallStory story, List<TracedMessage> messages) {
    var times =
        Stream.concat(
            messages.stream().map(message -> message.passage().at()),
            story.legs().values().stream().flatMap(LadderBuilder::times));
    return times
        .min(Comparator.naturalOrder())
        .map(start -> new LadderBuilder(callId, story, messages, start).build());
  }

  private static Stream<Instant> times(LegStory leg) {
    return Stream.concat(
        leg.digits().stream().map(LegStory.Digit::at), leg.spans().stream().map(MediaSpan::start));
  }

  private Ladder build() {
    var rows =
        Stream.concat(messageRows(), story.legs().keySet().stream().flatMap(this::storyRows))
            .sorted(Comparator.comparingDouble(LadderRow::atMs))
            .toList();
    return new Ladder(callId, story.from(), story.to(), start, story.cause(), participants(), rows);
  }

  private List<Participant> participants() {
    var legs = new LinkedHashSet<String>();
    messages.forEach(message -> legs.add(legOf(message)));
    legs.addAll(story.legs().keySet());
    return legs.stream().map(this::participant).toList();
  }

  private Participant participant(String legId) {
    var address =
        messages.reversed().stream()
            .filter(message -> legOf(message).equals(legId))
            .findFirst()
            .map(message -> address(message.passage()))
            .orElse("");
    var leg = story.leg(legId);
    return new Participant(legId, leg.remote(), leg.kind(), address);
  }

  private static String address(Passage passage) {
    return passage.transport().uriParameter() + ":" + Passage.text(passage.remote());
  }

  private static String legOf(TracedMessage message) {
    return message.owner().map(DialogOwner::legId).orElse("");
  }

  /** What two messages have in common of which one repeats the other. */
  private record Content(
      TraceDirection direction, String legId, InetSocketAddress remote, ByteBuffer bytes) {

    static Content of(TracedMessage message) {
      var passage = message.passage();
      return new Content(
          passage.direction(), legOf(message), passage.remote(), ByteBuffer.wrap(message.bytes()));
    }
  }

  private Stream<LadderRow> messageRows() {
    Map<Content, List<TracedMessage>> repetitions = new LinkedHashMap<>();
    messages.forEach(
        message ->
            repetitions.computeIfAbsent(Content.of(message), _ -> new ArrayList<>(1)).add(message));
    return repetitions.values().stream().map(same -> row(same.getFirst(), same.size()));
  }

  private LadderRow row(TracedMessage message, int times) {
    var passage = message.passage();
    var parsed = message.parsed();
    return new LadderRow.Message(
        sinceStart(passage.at()),
        legOf(message),
        passage.direction(),
        parsed.map(LadderBuilder::label).orElse("not SIP"),
        parsed.flatMap(SipMessage::contentType).filter("application/sdp"::equals).isPresent(),
        times,
        passage.seq());
  }

  private static String label(SipMessage message) {
    return switch (message) {
      case SipRequest request -> request.method();
      case SipResponse response -> label(response);
    };
  }

  private static String label(SipResponse response) {
    var cSeq = response.headers().first("CSeq").orElse("");
    var method = cSeq.substring(cSeq.lastIndexOf(' ') + 1);
    var status = (response.status() + " " + response.reason()).strip();
    return method.equals("INVITE") ? status : status + " (" + method + ")";
  }

  private Stream<LadderRow> storyRows(String legId) {
    var leg = story.leg(legId);
    return Stream.concat(
        leg.spans().stream().map(span -> row(legId, span)),
        leg.digits().stream()
            .map(
                key ->
                    new LadderRow.Digit(
                        sinceStart(key.at()), legId, key.digit(), key.durationMs())));
  }

  private LadderRow row(String legId, MediaSpan span) {
    return new LadderRow.Media(
        sinceStart(span.start()),
        legId,
        ms(Duration.between(span.start(), span.end())),
        span.codec(),
        span.packetsRx(),
        span.packetsTx(),
        span.lossPercent(),
        span.counted().jitterMs());
  }

  private double sinceStart(Instant at) {
    return ms(Duration.between(start, at));
  }

  private static double ms(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
