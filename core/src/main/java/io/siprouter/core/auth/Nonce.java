package io.siprouter.core.auth;

/**
 * A nonce that is proven to be ours.
 *
 * @param issuedAtMs since the epoch [ms]
 * @param number tells it from others of the same moment
 */
record Nonce(long issuedAtMs, long number) {}
