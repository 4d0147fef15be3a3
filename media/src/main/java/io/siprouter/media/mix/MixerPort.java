package io.siprouter.media.mix;

/**
 * One party's way into and out of a mix. Called by one mixer thread only; neither method may
 * allocate, lock, log or wait. After its removal a port may still be called for the tick that is
 * under way.
 */
public interface MixerPort {

  /**
   * Fills the frame with what the party says.
   *
   * @param frame {@link Mixer#FRAME_SAMPLES} samples [-1..1] at 48 kHz, mono
   * @return false for silence; the frame's content does not matter then
   */
  boolean pull(float[] frame);

  /**
   * Takes what the party is to hear: everybody but itself.
   *
   * @param frame as in {@link #pull}; valid during the call only
   */
  void push(float[] frame);
}
