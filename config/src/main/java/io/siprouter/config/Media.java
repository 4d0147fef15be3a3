package io.siprouter.config;

import java.util.List;

/**
 * Sound.
 *
 * @param codecs best first, never empty
 * @param opus how Opus is sent, as far as the party agrees
 * @param mixerThreads 0 is twice the processors, at least 4
 * @param rtpTimeoutSec silence that ends a leg where packets are due; 0 for no limit
 * @param holdTimeoutSec the same where a party is on hold
 */
public record Media(
    List<CodecName> codecs,
    Opus opus,
    Jitter jitter,
    int mixerThreads,
    int rtpTimeoutSec,
    int holdTimeoutSec) {
  public Media {
    codecs = List.copyOf(codecs);
  }

  /**
   * How Opus is sent.
   *
   * @param complexity work done for the sound [0..10]
   * @param bitrate the most that is sent on average [6,000..510,000 bit/s]
   * @param fec whether packets carry a copy of the sound before them
   * @param dtx whether silence is not sent
   */
  public record Opus(int complexity, int bitrate, boolean fec, boolean dtx) {}

  /** Bounds of the playout delay [ms]. */
  public record Jitter(int minMs, int maxMs) {}
}
