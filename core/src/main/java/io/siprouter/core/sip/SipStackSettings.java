package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.TlsListening;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where the stack listens and how much it takes.
 *
 * @param udpPort [0..65535], 0 for any free one
 * @param tcpPort [0..65535], 0 for any free one
 * @param tls empty: TLS connections are only made, and none taken
 */
public record SipStackSettings(
    InetAddress bindAddress,
    int udpPort,
    int tcpPort,
    StackLimits limits,
    Optional<TlsListening> tls) {

  /** Without TLS connections of others. */
  public SipStackSettings(InetAddress bindAddress, int udpPort, int tcpPort, StackLimits limits) {
    this(bindAddress, udpPort, tcpPort, limits, Optional.empty());
  }
}
