package io.siprouter.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call that is over. Immutable.
 *
 * @param direction {@code inbound} from a provider, {@code outbound} to one, or {@code internal}
 * @param sourceKind what it came from: {@code device}, {@code provider} or {@code command}
 * @param sourceId the id of the device or provider; may be empty for a command
 * @param from the caller's number; empty when withheld
 * @param fromName the name the caller went by; may be empty
 * @param to the number as dialled
 * @param toNormalised its worldwide form; as dialled where it has none
 * @param route the rule that decided; empty where none was needed or none matched
 * @param reason why it went where it went
 * @param emergency whether somebody called for help
 * @param ringingAt when the far end began to ring
 * @param answeredAt when the parties were connected
 * @param durationSec how long they talked [s]
 * @param cause why it ended, for example {@code caller_hangup}
 * @param sipStatus the final status the caller saw [100..699], 0 where none was sent
 * @param legs its parties, in the order they joined
 */
public record CallRecord(
    String id,
    String direction,
    String sourceKind,
    String sourceId,
    String from,
    String fromName,
    String to,
    String toNormalised,
    Optional<String> route,
    String reason,
    boolean emergency,
    Instant createdAt,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Instant endedAt,
    double durationSec,
    String cause,
    int sipStatus,
    List<LegRecord> legs) {

  public CallRecord {
    legs = List.copyOf(legs);
  }

  /**
   * One party of a call.
   *
   * @param kind {@code SIP_PROVIDER}, {@code SIP_DEVICE}, {@code WEBRTC} or {@code TOOL}
   * @param remote who was at the far end: a number, an extension, a feature
   * @param account the id of the device or provider; empty for a tool
   * @param direction {@code inbound} where the party called us, else {@code outbound}
   * @param cause why it ended
   * @param sipStatus the final status that belongs to it [300..699], 0 where a party hung up
   * @param quality how its sound fared; empty where there was none
   */
  public record LegRecord(
      String id,
      String kind,
      String remote,
      String account,
      String direction,
      Instant addedAt,
      Optional<Instant> ringingAt,
      Optional<Instant> answeredAt,
      Instant endedAt,
      String cause,
      int sipStatus,
      Optional<Quality> quality) {}

  /**
   * How the sound of one leg fared.
   *
   * @param codec empty where none was agreed
   * @param packetsRx packets received
   * @param packetsTx packets sent
   * @param lost packets that never came
   * @param lossPercent of those that were due
   * @param jitterMs interarrival jitter at the end [ms], RFC 3550 §6.4.1
   * @param delayMs playout delay at the end [ms]
   */
  public record Quality(
      String codec,
      long packetsRx,
      long packetsTx,
      long lost,
      double lossPercent,
      double jitterMs,
      double delayMs) {

    static Quality of(
        String codec, long packetsRx, long packetsTx, long lost, double jitterMs, double delayMs) {
      var due = packetsRx + lost;
      var percent = due == 0 ? 0 : Math.round(10_000.0 * lost / due) / 100.0;
      return new Quality(codec, packetsRx, packetsTx, lost, percent, jitterMs, delayMs);
    }
  }
}
