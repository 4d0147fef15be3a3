package io.siprouter.media.codec;

/** The step between float audio and the 16-bit samples that the codecs are defined on. */
final class Pcm16 {
  private static final float FULL_SCALE = 32_768f;
  private static final float STEP = 1 / FULL_SCALE;

  private Pcm16() {}

  /** Rounds to the nearest of [-32768..32767]; NaN becomes 0. Inverse of {@link #toFloat}. */
  static int fromFloat(float sample) {
    return clamp(Math.round(sample * FULL_SCALE));
  }

  static float toFloat(int sample) {
    return sample * STEP;
  }

  static int clamp(int value) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }
}
