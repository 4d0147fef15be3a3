package io.siprouter.media.rtp;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.Resampler;
import io.siprouter.media.jitter.MediaPacket;
import io.siprouter.media.jitter.PacketDecoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoders of one leg by payload type. Made by the call loop, used by the mixer thread; a
 * decoder that stays negotiated is handed on, with its state.
 */
final class RxFormats implements PacketDecoder {
  private static final int MIXER_RATE_HZ = 48_000;
  private static final int PAYLOAD_TYPES = 128;

  /** Of G.722, in two bands; G.711 has one. */
  private static final int MOST_SAMPLES_PER_BYTE = 2;

  private final @Nullable Line[] lines = new @Nullable Line[PAYLOAD_TYPES];

  RxFormats(Map<Integer, Codec> codecs, @Nullable RxFormats former) {
    codecs.forEach(
        (payloadType, codec) -> {
          var line = former == null ? null : former.lines[payloadType];
          lines[payloadType] = line != null && line.codec == codec ? line : new Line(codec);
        });
  }

  /** How long a payload lasts in ticks of the RTP clock, 0 for an unknown payload type. */
  int durationTicks(int payloadType, int payloadBytes) {
    var line = lines[payloadType];
    if (line == null) {
      return 0;
    }
    return switch (line.codec) {
      case PCMU, PCMA, G722 -> payloadBytes;
    };
  }

  @Override
  public int decode(MediaPacket packet, float[] out) {
    var line = lines[packet.payloadType()];
    return line == null ? 0 : line.decode(packet, out);
  }

  private static final class Line {
    private final Codec codec;
    private final AudioDecoder decoder;
    private final Resampler resampler;
    private float[] samples = new float[MOST_SAMPLES_PER_BYTE * MediaPacket.USUAL_PAYLOAD_BYTES];

    Line(Codec codec) {
      this.codec = codec;
      this.decoder = codec.newDecoder();
      this.resampler = Resampler.of(codec.sampleRateHz(), MIXER_RATE_HZ);
    }

    int decode(MediaPacket packet, float[] out) {
      int most = MOST_SAMPLES_PER_BYTE * packet.length();
      if (samples.length < most) {
        samples = new float[most];
      }
      int count = decoder.decode(packet.payload(), 0, packet.length(), samples);
      return resampler.process(samples, count, out);
    }
  }
}
