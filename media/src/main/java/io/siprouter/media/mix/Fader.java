package io.siprouter.media.mix;

/**
 * Lets frames pass or not, and changes between the two over one frame, so that nothing clicks. Any
 * thread shuts and opens it, the mixer thread lets pass.
 */
final class Fader {
  private static final float NOT_USED = -1;

  private volatile boolean shut;
  private float gain = NOT_USED;

  void shut(boolean wanted) {
    shut = wanted;
  }

  /**
   * Changes a frame as is wanted now.
   *
   * @param sounding whether the frame holds sound
   * @return whether it does now; else its content does not matter
   */
  boolean pass(float[] frame, boolean sounding) {
    float from = gain;
    gain = shut ? 0 : 1;
    if (sounding && from != gain && from != NOT_USED) {
      ramp(frame, from, gain);
      return true;
    }
    return sounding && gain > 0;
  }

  private static void ramp(float[] frame, float from, float to) {
    float step = (to - from) / frame.length;
    for (int i = 0; i < frame.length; i++) {
      frame[i] *= from + step * (i + 1);
    }
  }
}
