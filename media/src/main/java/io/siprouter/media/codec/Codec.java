package io.siprouter.media.codec;

import java.util.Optional;

/** An audio codec as SDP names it. The static payload types are those of RFC 3551 §6. */
public enum Codec {
  PCMU(0, 8_000),
  PCMA(8, 8_000),
  /** Samples at 16 kHz though its RTP clock is 8 kHz, an error kept for ever: RFC 3551 §4.5.2. */
  G722(9, 16_000);

  private static final int RTP_CLOCK_HZ = 8_000;
  private static final int SAMPLES_PER_TICK = 48_000 / RTP_CLOCK_HZ;

  private final int staticPayloadType;
  private final int sampleRateHz;

  Codec(int staticPayloadType, int sampleRateHz) {
    this.staticPayloadType = staticPayloadType;
    this.sampleRateHz = sampleRateHz;
  }

  /** Finds the codec of an SDP {@code rtpmap}; the encoding name is matched in any case. */
  public static Optional<Codec> of(String encodingName, int clockHz) {
    for (var codec : values()) {
      if (codec.encodingName().equalsIgnoreCase(encodingName) && codec.rtpClockHz() == clockHz) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }

  /** The encoding name of RFC 3551, in capitals. */
  public String encodingName() {
    return name();
  }

  /** The clock of the RTP timestamps [Hz], which is not always the sampling rate. */
  public int rtpClockHz() {
    return RTP_CLOCK_HZ;
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** The longest payload that this much audio becomes [bytes]. */
  public int mostPayloadBytes(int ms) {
    return ms * RTP_CLOCK_HZ / 1_000;
  }

  /** The longest packet the codec can make that is not longer than this [10..60 ms]. */
  public int packetMs(int ptimeMs) {
    return ptimeMs;
  }

  /** How long a payload lasts in samples at 48 kHz, 0 where it cannot be one. */
  public int durationSamples(byte[] in, int offset, int length) {
    return length * SAMPLES_PER_TICK;
  }

  /** The payload type that needs no {@code rtpmap} [0..95]. */
  public int staticPayloadType() {
    return staticPayloadType;
  }

  /** An encoder with the state of a stream that has not begun. */
  public AudioEncoder newEncoder() {
    return switch (this) {
      case PCMU -> MuLaw::encode;
      case PCMA -> ALaw::encode;
      case G722 -> new G722Encoder();
    };
  }

  /** A decoder with the state of a stream that has not begun. */
  public AudioDecoder newDecoder() {
    return switch (this) {
      case PCMU -> MuLaw::decode;
      case PCMA -> ALaw::decode;
      case G722 -> new G722Decoder();
    };
  }
}
