package io.siprouter.core.sip.transport;

import io.netty.channel.EventLoopGroup;
import io.siprouter.sip.message.SipLimits;

/** What all connections share. */
record StreamParts(
    EventLoopGroup io,
    TcpLimits limits,
    SipLimits messages,
    ConnectionCount count,
    SipCounters counters,
    MessageSink sink) {}
