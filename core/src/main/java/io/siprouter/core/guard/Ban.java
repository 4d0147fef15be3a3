package io.siprouter.core.guard;

import java.time.Instant;

/**
 * A source that is not heard for the time being.
 *
 * @param source an IPv4 address, or an IPv6 network with its {@code /64}
 * @param failures wrong credentials that it was banned for
 */
public record Ban(String source, int failures, Instant until) {}
