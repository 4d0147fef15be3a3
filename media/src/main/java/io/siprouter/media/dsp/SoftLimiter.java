package io.siprouter.media.dsp;

/**
 * Keeps a sum of voices inside [-1..1]: leaves everything up to -3 dBFS as it is and bends what is
 * louder, without a corner in the curve or its slope. Stateless, any thread.
 */
public final class SoftLimiter {
  /** Where bending begins: -3.01 dBFS, a value with which 1 is reached exactly and never passed. */
  private static final float KNEE = 181 / 256f;

  private static final float ROOM = 1 - KNEE;

  /** Louder than any sum of voices, quiet enough that its square is a number. */
  private static final float LOUDEST = 1e6f;

  private SoftLimiter() {}

  /** Limits the first {@code samples} of the frame in place; NaN becomes silence. */
  public static void limit(float[] frame, int samples) {
    for (int i = 0; i < samples; i++) {
      float magnitude = Math.abs(frame[i]);
      if (!(magnitude <= KNEE)) {
        frame[i] = Float.isNaN(magnitude) ? 0 : Math.copySign(bent(magnitude), frame[i]);
      }
    }
  }

  private static float bent(float magnitude) {
    float over = (Math.min(magnitude, LOUDEST) - KNEE) / ROOM;
    return KNEE + ROOM * (over / (float) Math.sqrt(1 + over * over));
  }
}
