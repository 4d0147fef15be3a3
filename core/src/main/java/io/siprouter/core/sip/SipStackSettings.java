package io.siprouter.core.sip;

import java.net.InetAddress;

/**
 * Where the stack listens and how much it takes.
 *
 * @param udpPort [0..65535], 0 for any free one
 * @param tcpPort [0..65535], 0 for any free one
 */
public record SipStackSettings(
    InetAddress bindAddress, int udpPort, int tcpPort, StackLimits limits) {}
