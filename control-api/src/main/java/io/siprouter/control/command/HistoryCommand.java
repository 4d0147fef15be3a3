package io.siprouter.control.command;

import io.siprouter.core.history.CallRecord;
import java.util.Optional;

/** Asks about calls that are over. */
public sealed interface HistoryCommand extends Command {

  /** Seen from the house. */
  enum Direction {
    INBOUND,
    OUTBOUND,
    INTERNAL
  }

  /** How calls are written down. */
  enum Format {
    JSON,
    /** A table with a head, RFC 4180. */
    CSV,
    /** One JSON object a line. */
    JSONL
  }

  /**
   * Calls that are over, newest first.
   *
   * @param since calls that began then or later, RFC 3339
   * @param until calls that began before then, RFC 3339
   * @param direction of the call
   * @param device the id of a device that took part
   * @param provider the id of a provider that took part
   * @param number the caller's or the called one, as dialled or worldwide; a prefix with a trailing
   *     *
   * @param cause why the call ended
   * @param answered whether the parties were connected
   * @param cursor where to go on: next of the page before
   * @param limit how many calls a page has at most; else 100. Files hold all that fit the filter
   * @param format of the answer; else json
   */
  @Operation(
      name = "list_history",
      verb = Verb.GET,
      path = "/history",
      scope = Scope.READ,
      result = CallRecord.class,
      list = true,
      formats = {"text/csv", "application/jsonl"})
  record ListHistory(
      Optional<String> since,
      Optional<String> until,
      Optional<Direction> direction,
      Optional<String> device,
      Optional<String> provider,
      Optional<String> number,
      Optional<String> cause,
      Optional<Boolean> answered,
      Optional<String> cursor,
      @Limits(min = 1, max = 500) Optional<Integer> limit,
      Optional<Format> format)
      implements HistoryCommand {}

  /**
   * One call that is over, with its legs.
   *
   * @param id of the call
   */
  @Operation(
      name = "show_history",
      verb = Verb.GET,
      path = "/history/{id}",
      scope = Scope.READ,
      result = CallRecord.class)
  record ShowHistory(String id) implements HistoryCommand {}
}
