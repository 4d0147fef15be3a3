package io.siprouter.media.natives;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * An encoder of libopus for speech, mono at 48 kHz. Used by one thread, closed by any; encodes
 * nothing once closed. RFC 6716.
 */
public final class OpusEncoding implements AutoCloseable {

  /** 60 ms, the longest frame. */
  private static final int MOST_SAMPLES = 2_880;

  private final long encoder;
  private final int mostBytes;
  private final Memory pcm;
  private final Memory payload;
  private final long pcmAddress;
  private final long payloadAddress;
  private final Tenancy tenancy = new Tenancy(this::free);

  /**
   * An encoder that has said nothing.
   *
   * @param mostBytes what no payload may be longer than
   * @throws IllegalStateException if libopus is missing or has no memory left
   */
  public OpusEncoding(int mostBytes) {
    if (!Opus.isAvailable()) {
      throw new IllegalStateException("libopus is missing");
    }
    encoder =
        LibOpus.opus_encoder_create(
            LibOpus.SAMPLE_RATE_HZ, LibOpus.MONO, LibOpus.APPLICATION_VOIP, 0);
    if (encoder == 0) {
      throw new IllegalStateException("libopus has no memory for an encoder");
    }
    LibOpus.CODERS.incrementAndGet();
    this.mostBytes = mostBytes;
    pcm = new Memory((long) MOST_SAMPLES * Float.BYTES);
    payload = new Memory(mostBytes);
    pcmAddress = Pointer.nativeValue(pcm);
    payloadAddress = Pointer.nativeValue(payload);
  }

  /** [500..512,000 bit/s]. */
  public void bitrate(int bitsPerSecond) {
    set(LibOpus.SET_BITRATE, bitsPerSecond);
  }

  public void constantBitrate(boolean constant) {
    set(LibOpus.SET_VBR, constant ? 0 : 1);
  }

  /** How much work is done for the sound [0..10]. */
  public void complexity(int complexity) {
    set(LibOpus.SET_COMPLEXITY, complexity);
  }

  /** The highest frequency that is sent. */
  public void bandwidth(OpusBandwidth bandwidth) {
    set(LibOpus.SET_MAX_BANDWIDTH, bandwidth.number());
  }

  /** Whether payloads carry a copy of the audio before them, where loss is expected. */
  public void errorCorrection(boolean on) {
    set(LibOpus.SET_INBAND_FEC, on ? 1 : 0);
  }

  /** What loss to expect [0..100 %]. */
  public void expectedLoss(int percent) {
    set(LibOpus.SET_PACKET_LOSS_PERC, percent);
  }

  /** Whether silence is not sent. */
  public void discontinuous(boolean on) {
    set(LibOpus.SET_DTX, on ? 1 : 0);
  }

  private void set(int request, int value) {
    if (!tenancy.enter()) {
      return;
    }
    try {
      int result = LibOpus.opus_encoder_ctl(encoder, request, value);
      if (result < 0) {
        throw new IllegalArgumentException("libopus refuses " + value + " for " + request);
      }
    } finally {
      tenancy.leave();
    }
  }

  /**
   * Encodes one frame; allocates nothing.
   *
   * @param samples 120, 240, 480, 960, 1,920 or 2,880
   * @return the number of bytes written to {@code out}, 0 once closed
   */
  public int encode(float[] in, int samples, byte[] out, int outOffset) {
    if (!tenancy.enter()) {
      return 0;
    }
    try {
      pcm.write(0, in, 0, samples);
      int bytes =
          LibOpus.opus_encode_float(encoder, pcmAddress, samples, payloadAddress, mostBytes);
      if (bytes < 0) {
        throw new IllegalArgumentException("libopus refuses a frame of " + samples + " samples");
      }
      payload.read(0, out, outOffset, bytes);
      return bytes;
    } finally {
      tenancy.leave();
    }
  }

  private void free() {
    LibOpus.opus_encoder_destroy(encoder);
    LibOpus.CODERS.decrementAndGet();
    pcm.close();
    payload.close();
  }

  @Override
  public void close() {
    tenancy.close();
  }
}
