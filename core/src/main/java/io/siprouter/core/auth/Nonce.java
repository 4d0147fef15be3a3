package io.siprouter.core.auth;

/**
 * A nonce that is proven to be ours.
 *
 * @param issuedAtMs since the epoch [ms]
 * @param number higher than those of all nonces issued before it [0..]
 */
record Nonce(long issuedAtMs, long number) {}
