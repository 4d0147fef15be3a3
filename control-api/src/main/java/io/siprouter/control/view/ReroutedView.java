package io.siprouter.control.view;

import java.time.Instant;

/**
 * Calls of the past that a configuration would have sent elsewhere.
 *
 * @param number that was called; a prefix with an asterisk where they are several
 * @param from who called: a device or a provider
 * @param before where they went
 * @param after where they would go
 * @param lost whether they went somewhere, and would be refused
 * @param count how many calls
 * @param last when the latest of them was
 */
public record ReroutedView(
    String number,
    String from,
    String before,
    String after,
    boolean lost,
    int count,
    Instant last) {}
