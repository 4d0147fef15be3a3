package io.siprouter.core.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Which calls are asked for; what is left out is anything.
 *
 * @param since calls that began then or later
 * @param until calls that began before then
 * @param direction {@code inbound}, {@code outbound} or {@code internal}
 * @param device the id of one that took part
 * @param provider the id of one that took part
 * @param number the caller's or the called one, as dialled or worldwide; a prefix with a trailing
 *     {@code *}
 * @param cause why the call ended
 * @param answered whether the parties were connected
 */
public record HistoryFilter(
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> direction,
    Optional<String> device,
    Optional<String> provider,
    Optional<String> number,
    Optional<String> cause,
    Optional<Boolean> answered) {

  /** Every call. */
  public static final HistoryFilter ALL = since(Optional.empty());

  /** Calls that began then or later. */
  public static HistoryFilter since(Instant instant) {
    return since(Optional.of(instant));
  }

  private static HistoryFilter since(Optional<Instant> instant) {
    return new HistoryFilter(
        instant,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
