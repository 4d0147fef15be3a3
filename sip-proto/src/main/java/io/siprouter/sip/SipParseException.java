package io.siprouter.sip;

/**
 * Text from the wire that is not SIP. Carries no stack trace, since a stranger can cause millions,
 * and never repeats the sender's text, so the reason may be sent back or logged.
 */
public final class SipParseException extends Exception {
  private final String reason;
  private final int offset;
  private final boolean tooLarge;

  /**
   * @param reason what is wrong, in our words
   * @param offset where, in characters from the start of the parsed text
   */
  public SipParseException(String reason, int offset) {
    this(reason, offset, false);
  }

  private SipParseException(String reason, int offset, boolean tooLarge) {
    super(reason + " at offset " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
    this.tooLarge = tooLarge;
  }

  /** Text that may be SIP, but is more than we read. */
  public static SipParseException tooLarge(String reason, int offset) {
    return new SipParseException(reason, offset, true);
  }

  public String reason() {
    return reason;
  }

  public int offset() {
    return offset;
  }

  /** Whether nothing is wrong but the size. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
