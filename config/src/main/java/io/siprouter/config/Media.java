package io.siprouter.config;

import java.util.List;

/**
 * Sound.
 *
 * @param codecs best first, never empty
 * @param mixerThreads 0 is twice the processors, at least 4
 * @param rtpTimeoutSec silence that ends a leg where packets are due; 0 for no limit
 * @param holdTimeoutSec the same where a party is on hold
 */
public record Media(
    List<CodecName> codecs,
    Jitter jitter,
    int mixerThreads,
    int rtpTimeoutSec,
    int holdTimeoutSec) {
  public Media {
    codecs = List.copyOf(codecs);
  }

  /** Bounds of the playout delay [ms]. */
  public record Jitter(int minMs, int maxMs) {}
}
