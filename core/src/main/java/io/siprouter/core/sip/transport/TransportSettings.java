package io.siprouter.core.sip.transport;

import java.net.InetAddress;

/**
 * The addresses to take.
 *
 * @param udpPort [0..65535], 0 for any free one
 * @param tcpPort [0..65535], 0 for any free one
 */
public record TransportSettings(
    InetAddress bindAddress, int udpPort, int tcpPort, TcpLimits limits) {}
