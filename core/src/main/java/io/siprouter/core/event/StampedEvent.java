package io.siprouter.core.event;

import java.time.Instant;

/**
 * An event with its place in the order of all events of this process.
 *
 * @param seq counts from 1 without a gap
 */
public record StampedEvent(long seq, Instant at, ServerEvent event) {}
