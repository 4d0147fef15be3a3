package io.siprouter.control.view;

import java.time.Instant;

/**
 * An address that is not heard.
 *
 * @param source an IPv4 address, or an IPv6 network with its {@code /64}
 * @param failures how many wrong passwords came from there
 * @param until when it is heard again
 */
public record BanView(String source, int failures, Instant until) {}
