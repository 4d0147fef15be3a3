package io.siprouter.media.jitter;

/**
 * Decides how long packets wait for their playout. Confined to the thread that pulls.
 *
 * <p>Each packet comes some margin ahead of the pull that needs it; late ones have a negative
 * margin. The spread between the largest and the smallest margin of the last 2 to 4 s is the
 * jitter, and waiting that long is enough: the largest margin, which is the playout delay, should
 * equal the spread plus a reserve, within the configured bounds. This follows a drifting clock as
 * well as a changing path.
 */
final class PlayoutDelay {
  /** For pulls that come a little early. */
  private static final int RESERVE_SAMPLES = 5 * JitterBuffer.SAMPLES_PER_MS;

  /** Smaller deviations are left alone, since every correction is an audible risk. */
  private static final int TOLERANCE_SAMPLES = 10 * JitterBuffer.SAMPLES_PER_MS;

  private static final int PULLS_PER_PERIOD = 100;

  private final int minSamples;
  private final int maxSamples;
  private int pulls;
  private int largest;
  private int smallest;
  private int formerLargest;
  private int formerSmallest;

  PlayoutDelay(JitterSettings settings) {
    this.minSamples = settings.minMs() * JitterBuffer.SAMPLES_PER_MS;
    this.maxSamples = settings.maxMs() * JitterBuffer.SAMPLES_PER_MS;
    restart();
  }

  /** Forgets all margins. */
  void restart() {
    pulls = 0;
    largest = formerLargest = Integer.MIN_VALUE;
    smallest = formerSmallest = Integer.MAX_VALUE;
  }

  /** Takes the margin of a packet that came. */
  void arrived(int margin) {
    largest = Math.max(largest, margin);
    smallest = Math.min(smallest, margin);
  }

  /** Counts a pull. */
  void pulled() {
    pulls++;
    if (pulls % PULLS_PER_PERIOD == 0) {
      formerLargest = largest;
      formerSmallest = smallest;
      largest = Integer.MIN_VALUE;
      smallest = Integer.MAX_VALUE;
    }
  }

  /** Takes note that playout was put off by so much, or brought forward if negative. */
  void shifted(int samples) {
    if (largest != Integer.MIN_VALUE) {
      largest += samples;
      smallest += samples;
    }
    if (formerLargest != Integer.MIN_VALUE) {
      formerLargest += samples;
      formerSmallest += samples;
    }
  }

  /** By how much playout should be put off, or brought forward if negative; mostly 0. */
  int correctionSamples() {
    if (!measured()) {
      return 0;
    }
    int correction = targetSamples() - actualSamples();
    return Math.abs(correction) > TOLERANCE_SAMPLES ? correction : 0;
  }

  /** The delay to begin with, or to come to. */
  int targetSamples() {
    int spread = measured() ? actualSamples() - Math.min(smallest, formerSmallest) : 0;
    return Math.max(minSamples, Math.min(spread + RESERVE_SAMPLES, maxSamples));
  }

  /** How long the fastest packets wait. */
  int actualSamples() {
    return Math.max(largest, formerLargest);
  }

  int actualMs() {
    return measured() ? actualSamples() / JitterBuffer.SAMPLES_PER_MS : 0;
  }

  /** How much longer packets may be made to wait. */
  int roomSamples() {
    return measured() ? Math.max(0, maxSamples - actualSamples()) : maxSamples;
  }

  private boolean measured() {
    return actualSamples() != Integer.MIN_VALUE;
  }
}
