package io.siprouter.core.trace;

/**
 * How much has passed and is remembered.
 *
 * @param seen all messages since the start
 * @param ofCalls those of calls that are remembered
 * @param others those that belong to no call and are remembered
 * @param ofCallsDropped those of calls that have made room
 * @param othersDropped the others that have
 */
public record TraceCounts(
    long seen, int ofCalls, int others, long ofCallsDropped, long othersDropped) {}
