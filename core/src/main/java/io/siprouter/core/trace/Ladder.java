package io.siprouter.core.trace;

import java.time.Instant;
import java.util.List;

/**
 * A call as those draw it who look for what went wrong: who took part, and what went to and fro.
 * Immutable.
 *
 * @param from the caller's number; empty where that is forgotten
 * @param to the number as dialled; empty likewise
 * @param start of the first row; all times are relative to it
 * @param cause of the call's end; empty while it goes on
 * @param participants the other ends, one for each leg; we are between the first and the others
 * @param rows in the order of their beginning
 */
public record Ladder(
    String callId,
    String from,
    String to,
    Instant start,
    String cause,
    List<Participant> participants,
    List<LadderRow> rows) {

  public Ladder {
    participants = List.copyOf(participants);
    rows = List.copyOf(rows);
  }

  /**
   * Who is at the far end of a leg.
   *
   * @param name for people: a number, an extension, a feature
   * @param address {@code transport:ip:port} of the last message; empty where there was none
   */
  public record Participant(String legId, String name, String kind, String address) {}
}
