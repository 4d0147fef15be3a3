package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.SipLimits;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The addresses to take.
 *
 * @param udpPort [0..65535], 0 for any free one
 * @param tcpPort [0..65535], 0 for any free one
 * @param messages how long messages may be
 * @param tls empty: TLS connections are only made, and none taken
 * @param tap sees all messages
 */
public record TransportSettings(
    InetAddress bindAddress,
    int udpPort,
    int tcpPort,
    TcpLimits limits,
    SipLimits messages,
    Optional<TlsListening> tls,
    WireTap tap) {}
