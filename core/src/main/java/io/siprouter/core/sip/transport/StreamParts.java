package io.siprouter.core.sip.transport;

import io.netty.channel.EventLoopGroup;

/** What all connections of one transport share. */
record StreamParts(EventLoopGroup io, TcpLimits limits, SipCounters counters, MessageSink sink) {}
