package io.siprouter.media.jitter;

/**
 * Makes up audio where none came. Confined to the thread that pulls; allocates nothing.
 *
 * <p>The last pitch period before the gap is repeated; its end is blended into what preceded it, so
 * that the repetition has no seam. It is heard in full for 20 ms and fades until 80 ms. The audio
 * after the gap is faded in over the repetition. Similar to ITU-T G.711 Appendix I.
 */
final class Concealer {
  /** Compared is every sixth sample: pitch is found below 4 kHz. */
  private static final int STEP = 6;

  private static final int SHORTEST_PERIOD = 120;
  private static final int LONGEST_PERIOD = 720;
  private static final int COMPARED = 480;
  private static final int HISTORY = LONGEST_PERIOD + COMPARED;

  /** 4 ms. */
  static final int BLEND = 192;

  private static final int FADE_FROM = 960;
  private static final int FADE_UNTIL = 3_840;

  private final float[] history = new float[HISTORY];
  private final float[] period = new float[LONGEST_PERIOD];
  private int periodSamples = SHORTEST_PERIOD;
  private int made = FADE_UNTIL;
  private boolean active = true;

  /** Takes note of real audio that will be played. */
  void remember(float[] pcm, int offset, int samples) {
    int kept = Math.max(0, HISTORY - samples);
    int taken = HISTORY - kept;
    System.arraycopy(history, HISTORY - kept, history, 0, kept);
    System.arraycopy(pcm, offset + samples - taken, history, kept, taken);
  }

  /** Makes up the next samples of the gap. */
  void conceal(float[] out, int offset, int samples) {
    if (!active) {
      begin();
    }
    for (int i = 0; i < samples; i++) {
      out[offset + i] = next();
    }
  }

  /** Fades real audio in, if there was a gap before it. */
  void resume(float[] pcm, int offset, int samples) {
    if (!active) {
      return;
    }
    int blended = Math.min(BLEND, samples);
    for (int i = 0; i < blended; i++) {
      float share = (i + 0.5f) / blended;
      pcm[offset + i] = share * pcm[offset + i] + (1 - share) * next();
    }
    active = false;
  }

  /** Forgets the audio before the gap. */
  void silence() {
    active = true;
    made = FADE_UNTIL;
  }

  /** Whether it has made up what was played last, or nothing was played yet. */
  boolean isActive() {
    return active;
  }

  /** Whether nothing is left of the audio before the gap. */
  boolean isSilent() {
    return active && made >= FADE_UNTIL;
  }

  private void begin() {
    active = true;
    made = 0;
    periodSamples = pitchPeriod();
    System.arraycopy(history, HISTORY - periodSamples, period, 0, periodSamples);
    int seam = periodSamples / 4;
    for (int i = 0; i < seam; i++) {
      float share = (i + 0.5f) / seam;
      int at = periodSamples - seam + i;
      float before = history[HISTORY - periodSamples - seam + i];
      period[at] = (1 - share) * period[at] + share * before;
    }
  }

  private float next() {
    if (made >= FADE_UNTIL) {
      return 0;
    }
    float sample = period[made % periodSamples] * gain();
    made++;
    return sample;
  }

  private float gain() {
    return made < FADE_FROM ? 1 : (FADE_UNTIL - made) / (float) (FADE_UNTIL - FADE_FROM);
  }

  /** The shift [samples] under which the newest audio resembles the audio before it most. */
  int pitchPeriod() {
    int best = SHORTEST_PERIOD;
    double bestLikeness = 0;
    for (int lag = SHORTEST_PERIOD; lag <= LONGEST_PERIOD; lag += STEP) {
      double likeness = likeness(lag);
      if (likeness > bestLikeness) {
        best = lag;
        bestLikeness = likeness;
      }
    }
    return best;
  }

  private double likeness(int lag) {
    double product = 0;
    double energy = 1e-9;
    for (int i = HISTORY - COMPARED; i < HISTORY; i += STEP) {
      float earlier = history[i - lag];
      product += history[i] * earlier;
      energy += earlier * earlier;
    }
    return product / Math.sqrt(energy);
  }
}
