package io.siprouter.media.natives;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A decoder of libopus, mono at 48 kHz. Used by one thread, closed by any; decodes nothing once
 * closed. RFC 6716.
 */
public final class OpusDecoding implements AutoCloseable {

  /** 120 ms, the longest packet. */
  private static final int MOST_SAMPLES = 5_760;

  private static final int MOST_BYTES = 1_500;

  private final long decoder;
  private final Memory payload;
  private final Memory pcm;
  private final long payloadAddress;
  private final long pcmAddress;
  private final Tenancy tenancy = new Tenancy(this::free);

  /**
   * A decoder that has heard nothing.
   *
   * @throws IllegalStateException if libopus is missing or has no memory left
   */
  public OpusDecoding() {
    if (!Opus.isAvailable()) {
      throw new IllegalStateException("libopus is missing");
    }
    decoder = LibOpus.opus_decoder_create(LibOpus.SAMPLE_RATE_HZ, LibOpus.MONO, 0);
    if (decoder == 0) {
      throw new IllegalStateException("libopus has no memory for a decoder");
    }
    LibOpus.CODERS.incrementAndGet();
    payload = new Memory(MOST_BYTES);
    pcm = new Memory((long) MOST_SAMPLES * Float.BYTES);
    payloadAddress = Pointer.nativeValue(payload);
    pcmAddress = Pointer.nativeValue(pcm);
  }

  /**
   * Decodes one payload; allocates nothing.
   *
   * @return the number of samples written to {@code out}; 0 if it cannot be decoded
   */
  public int decode(byte[] in, int offset, int length, float[] out) {
    return length > MOST_BYTES ? 0 : run(in, offset, length, out, MOST_SAMPLES, 0);
  }

  /**
   * Makes up audio before a payload that has come, from the copy of the audio lost that it may
   * carry.
   *
   * @param samples how much, a multiple of 120 up to 5,760
   * @return the number of samples written to {@code out}
   */
  public int recover(byte[] following, int offset, int length, float[] out, int samples) {
    return length > MOST_BYTES ? 0 : run(following, offset, length, out, samples, 1);
  }

  /** Makes up audio from what was heard before, as {@link #recover} does. */
  public int conceal(float[] out, int samples) {
    return run(NOTHING, 0, 0, out, samples, 0);
  }

  private static final byte[] NOTHING = new byte[0];

  private int run(byte[] in, int offset, int length, float[] out, int samples, int fec) {
    if (!tenancy.enter()) {
      return 0;
    }
    try {
      payload.write(0, in, offset, length);
      long data = length == 0 ? 0 : payloadAddress;
      int count =
          LibOpus.opus_decode_float(
              decoder, data, length, pcmAddress, Math.min(samples, out.length), fec);
      if (count <= 0) {
        return 0;
      }
      pcm.read(0, out, 0, count);
      return count;
    } finally {
      tenancy.leave();
    }
  }

  private void free() {
    LibOpus.opus_decoder_destroy(decoder);
    LibOpus.CODERS.decrementAndGet();
    payload.close();
    pcm.close();
  }

  @Override
  public void close() {
    tenancy.close();
  }
}
