package io.siprouter.media.codec;

/**
 * The adaptive predictor and the adaptive step of one G.722 sub-band; encoder and decoder run the
 * same arithmetic, so that both predict alike. ITU-T G.722 §3.5 and §3.6, exact to the bit as in
 * §6.2 (its block names in brackets).
 */
final class G722Band {
  private static final int ZEROS = 6;

  /** 2048 * 2^(i/32): the fraction of the logarithmic step made linear (ILB). */
  private static final int[] POWERS_OF_TWO = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private final int maxLogStep;
  private final int stepShift;
  private int logStep;
  private int step;

  /** Coefficients of the zeros, and twice the differences they weigh, newest first. */
  private final int[] zeros = new int[ZEROS];

  private final int[] differences = new int[ZEROS];
  private int zeroPart;

  /** Coefficients of the two poles, and what they look back on, the sample doubled too. */
  private int pole1;

  private int pole2;
  private int reconstructed1;
  private int partial1;
  private int partial2;
  private int prediction;

  private G722Band(int maxLogStep, int stepShift) {
    this.maxLogStep = maxLogStep;
    this.stepShift = stepShift;
    this.step = linearStep();
  }

  /** 0 to 4 kHz, quantised with 6 bits. */
  static G722Band low() {
    return new G722Band(18_432, 8);
  }

  /** 4 to 8 kHz, quantised with 2 bits. */
  static G722Band high() {
    return new G722Band(22_528, 10);
  }

  /** What the next sample is expected to be [-32768..32767]. */
  int prediction() {
    return prediction;
  }

  /** The quantiser's current step [8..32064]. */
  int step() {
    return step;
  }

  /** The step times a quantiser level [Q15]. */
  int scaled(int level) {
    return (step * level) >> 15;
  }

  /**
   * Takes in one sample as the receiver knows it.
   *
   * @param difference quantised difference from the prediction
   * @param logStepChange how the code just sent moves the logarithmic step
   */
  void adapt(int difference, int logStepChange) {
    int reconstructed = Pcm16.clamp(prediction + difference);
    int partial = Pcm16.clamp(zeroPart + difference);
    adaptStep(logStepChange);
    adaptPoles(partial);
    int polePart = polePart(reconstructed);
    zeroPart = adaptZeros(difference);
    prediction = Pcm16.clamp(polePart + zeroPart);
  }

  /** Leaky sum of the changes (LOGSCL, LOGSCH), then the new linear step (SCALEL, SCALEH). */
  private void adaptStep(int change) {
    int grown = ((logStep * 127) >> 7) + change;
    logStep = Math.max(0, Math.min(maxLogStep, grown));
    step = linearStep();
  }

  private int linearStep() {
    int power = POWERS_OF_TWO[(logStep >> 6) & 31];
    int shift = stepShift - (logStep >> 11);
    return (shift < 0 ? power << -shift : power >> shift) << 2;
  }

  /** Signs of the partial signal steer the poles, kept where the filter is stable (UPPOL2, 1). */
  private void adaptPoles(int partial) {
    int pull = -signed(Pcm16.clamp(pole1 << 2), partial, partial1);
    int nudge = signed(128, partial, partial2);
    int second = nudge + (Math.min(Short.MAX_VALUE, pull) >> 7) + ((pole2 * 32_512) >> 15);
    pole2 = Math.max(-12_288, Math.min(12_288, second));

    int first = signed(192, partial, partial1) + ((pole1 * 32_640) >> 15);
    int limit = 15_360 - pole2;
    pole1 = Math.max(-limit, Math.min(limit, first));

    partial2 = partial1;
    partial1 = partial;
  }

  /** FILTEP. */
  private int polePart(int reconstructed) {
    int doubled = Pcm16.clamp(reconstructed << 1);
    int sum = ((pole1 * doubled) >> 15) + ((pole2 * reconstructed1) >> 15);
    reconstructed1 = doubled;
    return Pcm16.clamp(sum);
  }

  /**
   * Each zero leaks and follows the sign its difference shares with the newest (UPZERO, FILTEZ). It
   * stays within 16 bits by itself: 32767 leaks to 32639, and the nudge is 128.
   */
  private int adaptZeros(int difference) {
    int nudge = difference == 0 ? 0 : 128;
    int newer = Pcm16.clamp(difference << 1);
    int sum = 0;
    for (int i = 0; i < ZEROS; i++) {
      int older = differences[i];
      int zero = ((zeros[i] * 32_640) >> 15) + signed(nudge, difference, older);
      sum += (zero * newer) >> 15;
      zeros[i] = zero;
      differences[i] = newer;
      newer = older;
    }
    return Pcm16.clamp(sum);
  }

  /** The value as it is if a and b have the same sign, else negated; a branch would be a guess. */
  private static int signed(int value, int a, int b) {
    int mask = (a ^ b) >> 31;
    return (value ^ mask) - mask;
  }
}
