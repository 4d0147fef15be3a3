package io.siprouter.media.rtp;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.Resampler;
import io.siprouter.media.jitter.MediaPacket;
import io.siprouter.media.jitter.PacketDecoder;
import io.siprouter.media.jitter.Playout;
import org.jspecify.annotations.Nullable;

/**
 * The decoders of one leg by payload type. Made by the call loop, used by the mixer thread; a
 * decoder that stays negotiated is handed on, with its state.
 */
final class RxFormats implements PacketDecoder, AutoCloseable {
  private static final int MIXER_RATE_HZ = 48_000;
  private static final int PAYLOAD_TYPES = 128;

  private final @Nullable Line[] lines = new @Nullable Line[PAYLOAD_TYPES];

  /** By payload type; 0 for one that is not negotiated. */
  private final int[] samplesPerTick = new int[PAYLOAD_TYPES];

  RxFormats(RtpSettings settings, @Nullable RxFormats former) {
    settings
        .rxCodecs()
        .forEach(
            (payloadType, codec) -> {
              var line = former == null ? null : former.lines[payloadType];
              lines[payloadType] = line != null && line.codec == codec ? line : new Line(codec);
              samplesPerTick[payloadType] = MIXER_RATE_HZ / codec.rtpClockHz();
            });
    settings
        .rxTelephoneEvents()
        .forEach((payloadType, clockHz) -> samplesPerTick[payloadType] = MIXER_RATE_HZ / clockHz);
  }

  boolean isAudio(int payloadType) {
    return lines[payloadType] != null;
  }

  /** Samples at 48 kHz in one tick of the payload type's clock, 0 for one not negotiated. */
  int samplesPerTick(int payloadType) {
    return samplesPerTick[payloadType];
  }

  /** How long the audio of a packet lasts in samples at 48 kHz, 0 where it is none. */
  int durationSamples(RtpPacket packet) {
    var line = lines[packet.payloadType()];
    return line == null
        ? 0
        : line.codec.durationSamples(
            packet.bytes(), packet.payloadOffset(), packet.payloadLength());
  }

  @Override
  public int decode(MediaPacket packet, float[] out) {
    var line = lines[packet.payloadType()];
    return line == null ? 0 : line.decode(packet, out);
  }

  @Override
  public int conceal(int payloadType, int samples, @Nullable MediaPacket following, float[] out) {
    var line = lines[payloadType];
    if (line == null) {
      return 0;
    }
    boolean helps = following != null && following.payloadType() == payloadType;
    return line.conceal(samples, helps ? following : null, out);
  }

  /** Closes the decoders that another does not go on with. Any thread. */
  void closeAllBut(RxFormats other) {
    for (int payloadType = 0; payloadType < PAYLOAD_TYPES; payloadType++) {
      var line = lines[payloadType];
      if (line != null && line != other.lines[payloadType]) {
        line.decoder.close();
      }
    }
  }

  /** Any thread. */
  @Override
  public void close() {
    for (var line : lines) {
      if (line != null) {
        line.decoder.close();
      }
    }
  }

  private static final class Line {
    private final Codec codec;
    private final AudioDecoder decoder;
    private final Resampler resampler;
    private final int step;
    private float[] samples;

    Line(Codec codec) {
      this.codec = codec;
      this.decoder = codec.newDecoder();
      this.resampler = Resampler.of(codec.sampleRateHz(), MIXER_RATE_HZ);
      this.step = MIXER_RATE_HZ / codec.sampleRateHz();
      this.samples = new float[Playout.FRAME_SAMPLES / step];
    }

    int decode(MediaPacket packet, float[] out) {
      int most = packet.durationSamples() / step;
      if (samples.length < most) {
        samples = new float[most];
      }
      int count = decoder.decode(packet.payload(), 0, packet.length(), samples);
      return resampler.process(samples, count, out);
    }

    int conceal(int wanted, @Nullable MediaPacket following, float[] out) {
      int count =
          following == null
              ? decoder.conceal(wanted / step, samples)
              : decoder.recover(following.payload(), 0, following.length(), wanted / step, samples);
      return resampler.process(samples, count, out);
    }
  }
}
