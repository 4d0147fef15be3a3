package io.siprouter.control.view;

import io.siprouter.core.trace.Ladder;
import io.siprouter.core.trace.LadderRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as a ladder. All times are relative to its start.
 *
 * @param callId of the call
 * @param from the caller's number; empty where that is forgotten
 * @param to the number as dialled; empty likewise
 * @param start of the first row
 * @param cause of the call's end
 * @param participants the other ends, one for each leg
 * @param rows in the order of their beginning
 */
public record LadderView(
    String callId,
    String from,
    String to,
    Instant start,
    Optional<String> cause,
    List<Participant> participants,
    List<Row> rows) {

  public LadderView {
    participants = List.copyOf(participants);
    rows = List.copyOf(rows);
  }

  /**
   * Who is at the far end of a leg.
   *
   * @param legId of the leg
   * @param name a number, an extension, a feature
   * @param kind SIP_PROVIDER, SIP_DEVICE, WEBRTC or TOOL
   * @param address transport:ip:port of the last message; empty where there was none
   */
  public record Participant(String legId, String name, String kind, String address) {}

  /**
   * A line of the ladder.
   *
   * @param atMs when it begins [ms]
   * @param legId whose it is
   * @param kind message, media or digit
   * @param message if it is one
   * @param media if it is a time of sound
   * @param digit if it is a key that was pressed
   */
  public record Row(
      double atMs,
      String legId,
      String kind,
      Optional<Message> message,
      Optional<Media> media,
      Optional<Digit> digit) {}

  /**
   * A message with all its repetitions.
   *
   * @param direction send or recv
   * @param label the method, or status and reason
   * @param description whether it brings a session description
   * @param times how often it passed
   * @param seq of the first in the trace
   */
  public record Message(String direction, String label, boolean description, int times, long seq) {}

  /**
   * A time in which sound had one codec.
   *
   * @param durationMs how long [ms]
   * @param codec its name
   * @param packetsRx packets received
   * @param packetsTx packets sent
   * @param lossPercent of what the party sent [0..100]
   * @param jitterMs at the end [ms]
   */
  public record Media(
      double durationMs,
      String codec,
      long packetsRx,
      long packetsTx,
      double lossPercent,
      double jitterMs) {}

  /**
   * A key that the party pressed.
   *
   * @param digit the key
   * @param durationMs how long [ms]
   */
  public record Digit(String digit, int durationMs) {}

  public static LadderView of(Ladder ladder) {
    return new LadderView(
        ladder.callId(),
        ladder.from(),
        ladder.to(),
        ladder.start(),
        Optional.of(ladder.cause()).filter(cause -> !cause.isEmpty()),
        ladder.participants().stream()
            .map(it -> new Participant(it.legId(), it.name(), it.kind(), it.address()))
            .toList(),
        ladder.rows().stream().map(LadderView::row).toList());
  }

  private static Row row(LadderRow row) {
    return switch (row) {
      case LadderRow.Message it ->
          row(it, "message", Optional.of(message(it)), Optional.empty(), Optional.empty());
      case LadderRow.Media it ->
          row(it, "media", Optional.empty(), Optional.of(media(it)), Optional.empty());
      case LadderRow.Digit it ->
          row(
              it,
              "digit",
              Optional.empty(),
              Optional.empty(),
              Optional.of(new Digit(String.valueOf(it.digit()), it.durationMs())));
    };
  }

  private static Row row(
      LadderRow row,
      String kind,
      Optional<Message> message,
      Optional<Media> media,
      Optional<Digit> digit) {
    return new Row(row.atMs(), row.legId(), kind, message, media, digit);
  }

  private static Message message(LadderRow.Message it) {
    return new Message(
        it.direction().wireName(), it.label(), it.description(), it.times(), it.seq());
  }

  private static Media media(LadderRow.Media it) {
    return new Media(
        it.durationMs(),
        it.codec(),
        it.packetsRx(),
        it.packetsTx(),
        it.lossPercent(),
        it.jitterMs());
  }
}
