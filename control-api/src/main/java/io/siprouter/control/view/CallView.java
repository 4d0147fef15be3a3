package io.siprouter.control.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call.
 *
 * @param id of the call
 * @param state one of created, ringing, answered and ended
 * @param direction inbound from a provider, outbound to one, or internal
 * @param sourceKind what it comes from: device, provider or command
 * @param sourceId of the device or provider, or of the device that a command speaks for
 * @param from who calls; empty where it is not known
 * @param fromName the name the caller goes by; may be empty
 * @param to whom, as dialled
 * @param toNormalised its worldwide form; as dialled where it has none
 * @param route the id of the route that decided
 * @param reason why the call goes where it goes
 * @param emergency whether somebody calls for help
 * @param createdAt when it began
 * @param answeredAt when two parties were connected for the first time
 * @param cause why it ended
 * @param sipStatus the final status the caller saw [100..699]
 * @param legs those there are, in the order they came
 */
public record CallView(
    String id,
    String state,
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
    Optional<Instant> answeredAt,
    Optional<String> cause,
    Optional<Integer> sipStatus,
    List<LegView> legs) {
  public CallView {
    legs = List.copyOf(legs);
  }
}
