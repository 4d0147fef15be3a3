package io.siprouter.core.trace;

import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * When and where a message passed.
 *
 * @param seq counts all messages, refused ones too
 * @param local our end; the wildcard address where a UDP socket is bound to it
 * @param remote the peer's end
 */
public record Passage(
    long seq,
    Instant at,
    TraceDirection direction,
    SipTransport transport,
    InetSocketAddress local,
    InetSocketAddress remote) {}
