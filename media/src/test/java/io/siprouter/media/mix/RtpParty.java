package io.siprouter.media.mix;

import io.siprouter.media.dsp.Tone;
import io.siprouter.media.dsp.ToneProbe;
import io.siprouter.media.rtp.RtpEndpoint;
import java.util.Arrays;
import java.util.List;

/** One party of an {@link RtpCall}: a phone with its tone, and the leg it talks to. */
final class RtpParty implements AutoCloseable {

  static final List<Double> TONES_HZ = List.of(450.0, 1_000.0, 1_700.0);

  private static final int SAMPLE_RATE_HZ = 48_000;

  private final Tone tone;
  private final RtpEndpoint phone;
  private final RtpEndpoint leg;
  private final ToneProbe ear = new ToneProbe(SAMPLE_RATE_HZ, TONES_HZ);
  private final float[] frame = new float[Mixer.FRAME_SAMPLES];
  private long pushes;

  RtpParty(double hz, RtpEndpoint phone, RtpEndpoint leg) {
    this.tone = new Tone(hz, SAMPLE_RATE_HZ, 0.3f);
    this.phone = phone;
    this.leg = leg;
  }

  void speak() {
    tone.fill(frame, Mixer.FRAME_SAMPLES);
    phone.push(frame);
    pushes++;
  }

  boolean isHeardByItsLeg() {
    return leg.stats().packetsRx() == pushes;
  }

  boolean hasHeardItsLeg() {
    return phone.stats().packetsRx() == pushes;
  }

  void listen() {
    if (!phone.pull(frame)) {
      Arrays.fill(frame, 0);
    }
    ear.accept(frame, Mixer.FRAME_SAMPLES);
  }

  ToneProbe ear() {
    return ear;
  }

  RtpEndpoint leg() {
    return leg;
  }

  @Override
  public void close() {
    phone.close();
    leg.close();
  }

  /** Hears no keys. */
  static final class Inattentive implements RtpEndpoint.Listener {
    @Override
    public void digitStarted(char digit) {}

    @Override
    public void digitEnded(char digit, int durationMs) {}

    @Override
    public void firstPacket() {}
  }
}
