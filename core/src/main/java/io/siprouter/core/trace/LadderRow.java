package io.siprouter.core.trace;

/** One line of a ladder. Times are relative to its start [ms]. */
public sealed interface LadderRow {

  double atMs();

  String legId();

  /**
   * A message, together with all its repetitions.
   *
   * @param label method, or status and reason with the method unless that is INVITE
   * @param description whether it brings a session description
   * @param times how often it passed [1..]
   * @param seq by which the trace knows it
   */
  record Message(
      double atMs,
      String legId,
      TraceDirection direction,
      String label,
      boolean description,
      int times,
      long seq)
      implements LadderRow {}

  /**
   * A time in which sound had one codec. It begins with the answer, for that is when counting does.
   *
   * @param lossPercent of what the party sent [0..100]
   * @param jitterMs at the end [ms]
   */
  record Media(
      double atMs,
      String legId,
      double durationMs,
      String codec,
      long packetsRx,
      long packetsTx,
      double lossPercent,
      double jitterMs)
      implements LadderRow {}

  /** A key that the party pressed, told when it was let go. */
  record Digit(double atMs, String legId, char digit, int durationMs) implements LadderRow {}
}
