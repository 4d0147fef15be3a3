package io.siprouter.media.jitter;

/**
 * Bounds of the playout delay.
 *
 * @param minMs never less [0..maxMs]
 * @param maxMs never more [minMs..500]
 */
public record JitterSettings(int minMs, int maxMs) {
  private static final int LONGEST_MS = 500;

  public JitterSettings {
    if (minMs < 0 || maxMs < minMs || maxMs > LONGEST_MS) {
      throw new IllegalArgumentException("Playout delay of " + minMs + " to " + maxMs + " ms");
    }
  }
}
