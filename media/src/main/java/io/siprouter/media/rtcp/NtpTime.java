package io.siprouter.media.rtcp;

/**
 * Time as RTCP writes it: seconds above 32 bits of their fraction. What counts is elapsed time, as
 * for a party without a clock on the wall. RFC 3550 §4, §6.4.1.
 */
public final class NtpTime {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int FRACTION_BITS = 32;
  private static final int MIDDLE_BITS = 16;

  private NtpTime() {}

  /** Of {@link System#nanoTime}, or a difference of it that is not negative. */
  public static long ofNanos(long nanos) {
    long fraction = (Math.floorMod(nanos, NANOS_PER_SECOND) << FRACTION_BITS) / NANOS_PER_SECOND;
    return Math.floorDiv(nanos, NANOS_PER_SECOND) << FRACTION_BITS | fraction;
  }

  /** The middle 32 bits, in 1/65,536 s, by which report blocks name a time. */
  public static int middle(long ntpTime) {
    return (int) (ntpTime >>> MIDDLE_BITS);
  }

  /** A difference of middle bits [us]. */
  public static long micros(int middle) {
    return ((middle & 0xffff_ffffL) * 1_000_000) >>> MIDDLE_BITS;
  }
}
