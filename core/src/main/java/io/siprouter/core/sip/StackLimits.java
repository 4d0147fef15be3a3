package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.TcpLimits;

/**
 * What strangers can make the stack hold.
 *
 * @param lanes threads that run the stack, each with its share of the Call-IDs
 * @param laneQueue messages waiting for a lane before requests are answered 503
 */
public record StackLimits(int lanes, int laneQueue, TcpLimits tcp) {

  public static StackLimits defaults() {
    return new StackLimits(4, 1_000, TcpLimits.defaults());
  }
}
