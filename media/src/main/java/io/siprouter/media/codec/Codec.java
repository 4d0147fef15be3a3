package io.siprouter.media.codec;

import io.siprouter.media.natives.Opus;
import java.util.Optional;

/** An audio codec as SDP names it. */
public enum Codec {
  PCMU("PCMU", 8_000, 8_000),
  PCMA("PCMA", 8_000, 8_000),
  /** Samples at 16 kHz though its RTP clock is 8 kHz, an error kept for ever: RFC 3551 §4.5.2. */
  G722("G722", 16_000, 8_000),
  /** Two channels in SDP, always; what is sent is mono. RFC 7587 §7. */
  OPUS("opus", 48_000, 48_000);

  private static final int MEDIA_RATE_HZ = 48_000;

  private static final int LONGEST_OPUS_FRAME_MS = 60;

  private final String encodingName;
  private final int sampleRateHz;
  private final int rtpClockHz;

  Codec(String encodingName, int sampleRateHz, int rtpClockHz) {
    this.encodingName = encodingName;
    this.sampleRateHz = sampleRateHz;
    this.rtpClockHz = rtpClockHz;
  }

  /** Finds the codec of an SDP {@code rtpmap}; the encoding name is matched in any case. */
  public static Optional<Codec> of(String encodingName, int clockHz) {
    for (var codec : values()) {
      if (codec.encodingName.equalsIgnoreCase(encodingName) && codec.rtpClockHz == clockHz) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }

  /** The encoding name as its payload format writes it: RFC 3551, RFC 7587. */
  public String encodingName() {
    return encodingName;
  }

  /** Channels by the {@code rtpmap}. */
  public int channels() {
    return this == OPUS ? 2 : 1;
  }

  /** The clock of the RTP timestamps [Hz], which is not always the sampling rate. */
  public int rtpClockHz() {
    return rtpClockHz;
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** Whether it can be used here: libopus may be missing. */
  public boolean isAvailable() {
    return this != OPUS || Opus.isAvailable();
  }

  /** The longest payload that this much audio becomes [bytes]. */
  public int mostPayloadBytes(int ms) {
    return switch (this) {
      case PCMU, PCMA, G722 -> ms * rtpClockHz / 1_000;
      case OPUS -> OpusEncoder.MOST_BYTES;
    };
  }

  /** The longest packet the codec can make that is not longer than this [10..60 ms]. */
  public int packetMs(int ptimeMs) {
    return switch (this) {
      case PCMU, PCMA, G722 -> ptimeMs;
      // Its frames have 10, 20, 40 or 60 ms.
      case OPUS ->
          ptimeMs < LONGEST_OPUS_FRAME_MS ? 10 * Integer.highestOneBit(ptimeMs / 10) : ptimeMs;
    };
  }

  /** How long a payload lasts in samples at 48 kHz, 0 where it cannot be one. */
  public int durationSamples(byte[] in, int offset, int length) {
    return switch (this) {
      case PCMU, PCMA, G722 -> length * (MEDIA_RATE_HZ / rtpClockHz);
      case OPUS -> OpusPayload.durationSamples(in, offset, length);
    };
  }

  /**
   * An encoder with the state of a stream that has not begun.
   *
   * @param opus what counts for Opus only
   * @throws IllegalStateException if the codec is not available
   */
  public AudioEncoder newEncoder(OpusSettings opus) {
    return switch (this) {
      case PCMU -> MuLaw::encode;
      case PCMA -> ALaw::encode;
      case G722 -> new G722Encoder();
      case OPUS -> new OpusEncoder(opus);
    };
  }

  /** An encoder for a peer of whom nothing is known. */
  public AudioEncoder newEncoder() {
    return newEncoder(OpusSettings.USUAL);
  }

  /**
   * A decoder with the state of a stream that has not begun.
   *
   * @throws IllegalStateException if the codec is not available
   */
  public AudioDecoder newDecoder() {
    return switch (this) {
      case PCMU -> MuLaw::decode;
      case PCMA -> ALaw::decode;
      case G722 -> new G722Decoder();
      case OPUS -> new OpusDecoder();
    };
  }
}
