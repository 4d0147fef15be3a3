package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.sip.message.SipLimits;

/**
 * What strangers can make the stack hold.
 *
 * @param lanes threads that run the stack, each with its share of the Call-IDs
 * @param laneQueue messages waiting for a lane before requests are answered 503
 * @param transactions requests of peers that have a transaction before others are answered 503;
 *     each lasts up to 64*T1, so 1,000 calls a second need 32,000
 * @param messages how long messages may be
 */
public record StackLimits(
    int lanes, int laneQueue, int transactions, TcpLimits tcp, SipLimits messages) {

  /** For messages of the usual length. */
  public StackLimits(int lanes, int laneQueue, int transactions, TcpLimits tcp) {
    this(lanes, laneQueue, transactions, tcp, SipLimits.DEFAULT);
  }

  public static StackLimits defaults() {
    return new StackLimits(4, 1_000, 50_000, TcpLimits.defaults());
  }

  /** The same with messages of other lengths. */
  public StackLimits withMessages(SipLimits other) {
    return new StackLimits(lanes, laneQueue, transactions, tcp, other);
  }
}
