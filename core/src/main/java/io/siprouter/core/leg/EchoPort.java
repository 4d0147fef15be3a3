package io.siprouter.core.leg;

import io.siprouter.media.mix.Mixer;
import io.siprouter.media.mix.MixerPort;

/** Gives back to the mix what it heard one tick before. Touched by the mixer thread only. */
public final class EchoPort implements MixerPort {

  private final float[] heard = new float[Mixer.FRAME_SAMPLES];
  private boolean sounding;

  @Override
  public boolean pull(float[] frame) {
    System.arraycopy(heard, 0, frame, 0, heard.length);
    return sounding;
  }

  @Override
  public void push(float[] frame) {
    System.arraycopy(frame, 0, heard, 0, heard.length);
    sounding = true;
  }
}
