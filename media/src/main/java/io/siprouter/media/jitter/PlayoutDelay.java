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
  private static final int RESERVE_MS = 5;

  /** Smaller deviations are left alone, since every correction is an audible risk. */
  private static final int TOLERANCE_MS = 10;

  private static final int PULLS_PER_PERIOD = 100;

  private final int ticksPerMs;
  private final int minTicks;
  private final int maxTicks;
  private int pulls;
  private int largest;
  private int smallest;
  private int formerLargest;
  private int formerSmallest;

  PlayoutDelay(JitterSettings settings, int ticksPerMs) {
    this.ticksPerMs = ticksPerMs;
    this.minTicks = settings.minMs() * ticksPerMs;
    this.maxTicks = settings.maxMs() * ticksPerMs;
    restart();
  }

  /** Forgets all margins. */
  void restart() {
    pulls = 0;
    largest = formerLargest = Integer.MIN_VALUE;
    smallest = formerSmallest = Integer.MAX_VALUE;
  }

  /** Takes the margin of a packet that came. */
  void arrived(int marginTicks) {
    largest = Math.max(largest, marginTicks);
    smallest = Math.min(smallest, marginTicks);
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
  void shifted(int ticks) {
    if (largest != Integer.MIN_VALUE) {
      largest += ticks;
      smallest += ticks;
    }
    if (formerLargest != Integer.MIN_VALUE) {
      formerLargest += ticks;
      formerSmallest += ticks;
    }
  }

  /** By how much playout should be put off, or brought forward if negative; mostly 0. */
  int correctionTicks() {
    if (!measured()) {
      return 0;
    }
    int correction = targetTicks() - actualTicks();
    return Math.abs(correction) > TOLERANCE_MS * ticksPerMs ? correction : 0;
  }

  /** The delay to begin with, or to come to. */
  int targetTicks() {
    int spread = measured() ? actualTicks() - Math.min(smallest, formerSmallest) : 0;
    return Math.max(minTicks, Math.min(spread + RESERVE_MS * ticksPerMs, maxTicks));
  }

  /** How long the fastest packets wait. */
  int actualTicks() {
    return Math.max(largest, formerLargest);
  }

  int actualMs() {
    return measured() ? actualTicks() / ticksPerMs : 0;
  }

  /** How much longer packets may be made to wait. */
  int roomTicks() {
    return measured() ? Math.max(0, maxTicks - actualTicks()) : maxTicks;
  }

  private boolean measured() {
    return actualTicks() != Integer.MIN_VALUE;
  }
}
