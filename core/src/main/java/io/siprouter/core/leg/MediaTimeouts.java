package io.siprouter.core.leg;

/**
 * How long a party may give no sign of life; 0 for ever.
 *
 * @param rtpSec where it should send sound [s]
 * @param holdSec where one side holds the other [s]
 */
public record MediaTimeouts(int rtpSec, int holdSec) {}
