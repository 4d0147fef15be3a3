package io.siprouter.core.sip.transport;

import java.time.Duration;

/**
 * What peers with connections can make us hold; counts are for TCP and TLS together.
 *
 * @param connections open connections, ours and theirs
 * @param connectionsPerAddress open connections, when one more comes from an IPv4 address or an
 *     IPv6 /64
 * @param inFlight messages of one connection that may wait for their lanes before we stop reading
 * @param queueBytes waiting to be sent on one connection before it is closed
 * @param connectTimeout until a connection attempt is given up, and then its TLS handshake
 * @param messageTimeout until the rest of a begun message must have come
 * @param idleTimeout until a connection without traffic is closed
 */
public record TcpLimits(
    int connections,
    int connectionsPerAddress,
    int inFlight,
    int queueBytes,
    Duration connectTimeout,
    Duration messageTimeout,
    Duration idleTimeout) {

  public static TcpLimits defaults() {
    return new TcpLimits(
        2_000,
        50,
        200,
        1 << 20,
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofMinutes(15));
  }
}
