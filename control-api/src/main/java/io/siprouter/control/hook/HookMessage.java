package io.siprouter.control.hook;

import java.time.Instant;

/**
 * What is to be told. Immutable.
 *
 * @param id the same in every attempt, by which a receiver knows what it has taken already
 * @param event the name of the event
 * @param body JSON, as sent
 * @param at when it happened
 */
public record HookMessage(String id, String event, String body, Instant at) {}
