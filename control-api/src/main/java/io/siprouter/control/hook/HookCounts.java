package io.siprouter.control.hook;

/**
 * What became of one webhook's messages since the daemon's start, or the hook's.
 *
 * @param delivered taken by the receiver
 * @param retried attempts that failed and were repeated
 * @param givenUp not taken for too long, or refused for good
 * @param dropped not even tried, since too many waited
 * @param waiting to be told now
 */
public record HookCounts(long delivered, long retried, long givenUp, long dropped, int waiting) {}
