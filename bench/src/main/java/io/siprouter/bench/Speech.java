package io.siprouter.bench;

import io.siprouter.media.dsp.Tone;
import java.util.Random;

/** A second of something as busy as speech, in frames of 20 ms. */
final class Speech {
  static final int FRAMES = 50;

  private Speech() {}

  static float[][] frames(int sampleRateHz) {
    var random = new Random(sampleRateHz);
    var low = new Tone(210, sampleRateHz, 0.2f);
    var high = new Tone(1_730, sampleRateHz, 0.1f);
    var frames = new float[FRAMES][sampleRateHz / FRAMES];
    var overtone = new float[sampleRateHz / FRAMES];
    for (float[] frame : frames) {
      low.fill(frame, frame.length);
      high.fill(overtone, overtone.length);
      for (int i = 0; i < frame.length; i++) {
        frame[i] += overtone[i] + 0.02f * (float) random.nextGaussian();
      }
    }
    return frames;
  }
}
