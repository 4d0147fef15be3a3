package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.TcpLimits;

/**
 * What strangers can make the stack hold.
 *
 * @param lanes threads that run the stack, each with its share of the Call-IDs
 * @param laneQueue messages waiting for a lane before requests are answered 503
 * @param transactions requests of peers that have a transaction before others are answered 503;
 *     each lasts up to 64*T1, so 1,000 calls a second need 32,000
 */
public record StackLimits(int lanes, int laneQueue, int transactions, TcpLimits tcp) {

  public static StackLimits defaults() {
    return new StackLimits(4, 1_000, 50_000, TcpLimits.defaults());
  }
}
