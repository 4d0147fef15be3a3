package io.siprouter.media.rtp;

import io.siprouter.media.codec.AudioEncoder;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.codec.OpusSettings;
import io.siprouter.media.dsp.Resampler;
import org.jspecify.annotations.Nullable;

/**
 * One leg's encoder and the audio that waits until a packet is full. Made by the call loop, used by
 * the mixer thread only, but for {@link #close}.
 */
final class TxFormat implements AutoCloseable {
  private static final int MIXER_RATE_HZ = 48_000;
  private static final int FRAME_MS = 20;
  private static final int MAX_PTIME_MS = 60;

  private final Codec codec;
  private final OpusSettings opus;
  private final AudioEncoder encoder;
  private final Resampler resampler;
  private final int samplesPerMs;
  private final float[] resampled;
  private final float[] waiting;
  private int waitingSamples;
  private int expectedLossPercent;

  private TxFormat(Codec codec, OpusSettings opus) {
    this.codec = codec;
    this.opus = opus;
    this.encoder = codec.newEncoder(opus);
    this.resampler = Resampler.of(MIXER_RATE_HZ, codec.sampleRateHz());
    this.samplesPerMs = codec.sampleRateHz() / 1_000;
    this.resampled = new float[FRAME_MS * samplesPerMs];
    this.waiting = new float[(MAX_PTIME_MS + FRAME_MS) * samplesPerMs];
  }

  /** The former one if it encodes the same, so that its state goes on. */
  static TxFormat of(RtpSettings settings, @Nullable TxFormat former) {
    return former != null && former.fits(settings)
        ? former
        : new TxFormat(settings.txCodec(), settings.opus());
  }

  private boolean fits(RtpSettings settings) {
    return codec == settings.txCodec() && (codec != Codec.OPUS || opus.equals(settings.opus()));
  }

  /** Takes note of what the peer says it loses [0..100 %]. */
  void expectLoss(int percent) {
    if (percent != expectedLossPercent) {
      expectedLossPercent = percent;
      encoder.expectLoss(percent);
    }
  }

  /** Takes 20 ms at 48 kHz. */
  void add(float[] frame, int samples) {
    int count = resampler.process(frame, samples, resampled);
    System.arraycopy(resampled, 0, waiting, waitingSamples, count);
    waitingSamples += count;
  }

  /** Audio that waits [ms]. */
  int waitingMs() {
    return waitingSamples / samplesPerMs;
  }

  /** Encodes the oldest audio that waits; returns the number of bytes. */
  int encode(int ms, byte[] out, int offset) {
    int samples = ms * samplesPerMs;
    int bytes = encoder.encode(waiting, samples, out, offset);
    discard(samples);
    return bytes;
  }

  /** Forgets audio that will not be sent. */
  void clear() {
    discard(waitingSamples);
  }

  /** Any thread. */
  @Override
  public void close() {
    encoder.close();
  }

  private void discard(int samples) {
    waitingSamples -= samples;
    System.arraycopy(waiting, samples, waiting, 0, waitingSamples);
  }
}
