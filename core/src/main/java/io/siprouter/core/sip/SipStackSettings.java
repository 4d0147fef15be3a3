package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.TlsListening;
import io.siprouter.core.sip.transport.WireTap;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where the stack listens and how much it takes.
 *
 * @param udpPort [0..65535], 0 for any free one
 * @param tcpPort [0..65535], 0 for any free one
 * @param tls empty: TLS connections are only made, and none taken
 * @param tap sees all messages
 */
public record SipStackSettings(
    InetAddress bindAddress,
    int udpPort,
    int tcpPort,
    StackLimits limits,
    Optional<TlsListening> tls,
    WireTap tap) {

  /** Seen by nobody else. */
  public SipStackSettings(
      InetAddress bindAddress,
      int udpPort,
      int tcpPort,
      StackLimits limits,
      Optional<TlsListening> tls) {
    this(bindAddress, udpPort, tcpPort, limits, tls, WireTap.NONE);
  }

  /** Also without TLS connections of others. */
  public SipStackSettings(InetAddress bindAddress, int udpPort, int tcpPort, StackLimits limits) {
    this(bindAddress, udpPort, tcpPort, limits, Optional.empty());
  }
}
