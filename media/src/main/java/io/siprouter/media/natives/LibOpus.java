package io.siprouter.media.natives;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The functions of libopus, by their own names and with addresses as numbers. Stateless but for the
 * library itself, which is loaded with the class.
 */
@SuppressWarnings({"MethodName", "checkstyle"}) // the names of libopus
final class LibOpus {

  static final int SAMPLE_RATE_HZ = 48_000;
  static final int MONO = 1;
  static final int APPLICATION_VOIP = 2_048;

  static final int SET_MAX_BANDWIDTH = 4_004;
  static final int SET_BITRATE = 4_002;
  static final int SET_VBR = 4_006;
  static final int SET_COMPLEXITY = 4_010;
  static final int SET_INBAND_FEC = 4_012;
  static final int SET_PACKET_LOSS_PERC = 4_014;
  static final int SET_DTX = 4_016;

  /** How many coders exist now. */
  static final AtomicLong CODERS = new AtomicLong();

  private static final Optional<String> FOUND_AT = Libraries.bind(LibOpus.class, "opus");

  private LibOpus() {}

  /** Where the library was found; empty where there is none. */
  static Optional<String> foundAt() {
    return FOUND_AT;
  }

  static native String opus_get_version_string();

  static native long opus_decoder_create(int sampleRateHz, int channels, long error);

  static native int opus_decode_float(
      long decoder, long data, int bytes, long pcm, int samples, int fec);

  static native void opus_decoder_destroy(long decoder);

  static native long opus_encoder_create(
      int sampleRateHz, int channels, int application, long error);

  static native int opus_encode_float(
      long encoder, long pcm, int samples, long data, int mostBytes);

  static native int opus_encoder_ctl(long encoder, int request, int value);

  static native void opus_encoder_destroy(long encoder);
}
