package io.siprouter.media.codec;

/**
 * What one G.722 byte means: two bits of the high band above six of the low one. The low band's
 * predictor uses only the upper four of its bits, so that a receiver may lose the lower two. Levels
 * are in Q15 of the band's step. ITU-T G.722 §3.3, §3.4 and the tables of §6.2.
 */
final class G722Code {
  /** Magnitude of the high band's difference where the outer level begins [Q12 of the step]. */
  private static final int HIGH_DECISION = 564;

  /** Magnitudes of the low band's difference where the next level begins [Q12 of the step]. */
  private static final int[] LOW_DECISIONS = {
    35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
    1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
  };

  /** How many of them a magnitude has reached [0..29], by the magnitude [Q12 of the step]. */
  private static final byte[] LEVELS_REACHED = levelsReached();

  private static final int[] LOW_LEVELS = {
    -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
    -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776,
    -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192,
    10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032,
    1688, 1360, 1040, 728, 432, 136, -432, -136
  };

  private static final int[] LOW_PREDICTOR_LEVELS = {
    0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  private static final int[] LOW_STEP_CHANGES = {
    -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
  };

  private static final int[] HIGH_LEVELS = {-7408, -1616, 7408, 1616};
  private static final int[] HIGH_STEP_CHANGES = {798, -214, 798, -214};

  private G722Code() {}

  /** Quantises a difference of the low band to its code [4..63]. */
  static int low(int difference, int step) {
    int sign = difference >> 31;
    int level = levelReached(difference ^ sign, step);
    if (sign == 0) {
      return 61 - level;
    }
    return level < 2 ? 63 - level : 33 - level;
  }

  /** Quantises a difference of the high band to its code [0..3]. */
  static int high(int difference, int step) {
    int sign = difference >> 31;
    int outer = decisionReached(difference ^ sign, step) >= HIGH_DECISION ? 1 : 0;
    return (sign == 0 ? 3 : 1) - outer;
  }

  static int lowLevel(int code) {
    return LOW_LEVELS[code];
  }

  static int highLevel(int code) {
    return HIGH_LEVELS[code];
  }

  /** Lets the band take in what the receiver makes of a low code. */
  static void adaptLow(G722Band band, int code) {
    int coarse = code >> 2;
    band.adapt(band.scaled(LOW_PREDICTOR_LEVELS[coarse]), LOW_STEP_CHANGES[coarse]);
  }

  /** Lets the band take in what the receiver makes of a high code. */
  static void adaptHigh(G722Band band, int code) {
    band.adapt(band.scaled(HIGH_LEVELS[code]), HIGH_STEP_CHANGES[code]);
  }

  /** How many decisions the magnitude has reached [0..29]. */
  private static int levelReached(int magnitude, int step) {
    return LEVELS_REACHED[Math.min(LEVELS_REACHED.length - 1, decisionReached(magnitude, step))];
  }

  /**
   * The largest decision that a magnitude reaches [Q12 of the step]: a magnitude has reached d
   * where it is at least d * step / 4096, rounded down.
   */
  private static int decisionReached(int magnitude, int step) {
    return (((magnitude + 1) << 12) - 1) / step;
  }

  private static byte[] levelsReached() {
    var levels = new byte[LOW_DECISIONS[LOW_DECISIONS.length - 1] + 1];
    for (int decision : LOW_DECISIONS) {
      for (int i = decision; i < levels.length; i++) {
        levels[i]++;
      }
    }
    return levels;
  }
}
