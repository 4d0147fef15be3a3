package io.siprouter.core.phone;

/**
 * Reads the keys that the peer presses. Confined to one thread. RFC 4733 §2.3: an event is told of
 * by many packets, all with the time at which it began.
 */
final class PhoneKeys {

  private static final String DIGITS = "0123456789*#ABCD";
  private static final int PAYLOAD_LENGTH = 4;

  private final StringBuilder pressed = new StringBuilder();
  private long latest = -1; // before the first one

  /** Takes a packet of an event. */
  void accept(RtpHeader header, byte[] packet) {
    if (header.payloadLength() < PAYLOAD_LENGTH || header.timestamp() == latest) {
      return;
    }
    int event = packet[header.payloadOffset()] & 0xff;
    if (event < DIGITS.length()) {
      latest = header.timestamp();
      pressed.append(DIGITS.charAt(event));
    }
  }

  /** All keys so far, in the order in which they were pressed. */
  String pressed() {
    return pressed.toString();
  }
}
