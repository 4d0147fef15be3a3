package io.siprouter.media.rtp;

/**
 * The payload of a telephone-event packet and the events 0 to 15. Stateless. RFC 4733 §2.3, §3.2.
 */
final class TelephoneEvent {
  static final int PAYLOAD_BYTES = 4;

  /** A longer event needs segments, RFC 4733 §2.5.1.3 [ticks]. */
  static final int MAX_DURATION_TICKS = 0xffff;

  private static final String DIGITS = "0123456789*#ABCD";
  private static final int END = 0x80;

  /** Level of the tone it stands for, as most phones send [-dBm0]. */
  private static final int VOLUME = 10;

  private TelephoneEvent() {}

  /**
   * The event of a digit.
   *
   * @throws IllegalArgumentException if there is no such digit
   */
  static int of(char digit) {
    int event = DIGITS.indexOf(Character.toUpperCase(digit));
    if (event < 0) {
      throw new IllegalArgumentException("Not a digit: " + digit);
    }
    return event;
  }

  static boolean isDigit(int event) {
    return event < DIGITS.length();
  }

  static char digit(int event) {
    return DIGITS.charAt(event);
  }

  static void write(byte[] out, int offset, int event, boolean end, int durationTicks) {
    out[offset] = (byte) event;
    out[offset + 1] = (byte) ((end ? END : 0) | VOLUME);
    out[offset + 2] = (byte) (durationTicks >> 8);
    out[offset + 3] = (byte) durationTicks;
  }

  /** [0..255]. */
  static int event(byte[] in, int offset) {
    return in[offset] & 0xff;
  }

  static boolean isEnd(byte[] in, int offset) {
    return (in[offset + 1] & END) != 0;
  }

  static int durationTicks(byte[] in, int offset) {
    return (in[offset + 2] & 0xff) << 8 | (in[offset + 3] & 0xff);
  }
}
