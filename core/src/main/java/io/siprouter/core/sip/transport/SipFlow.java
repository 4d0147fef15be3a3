package io.siprouter.core.sip.transport;

import java.net.InetSocketAddress;

/**
 * The path a message came over: both socket addresses as the socket knows them.
 *
 * @param local our end; the wildcard address where a UDP socket is bound to it
 * @param remote the peer's end, which behind a NAT differs from what the message says
 */
public record SipFlow(SipTransport transport, InetSocketAddress local, InetSocketAddress remote) {}
