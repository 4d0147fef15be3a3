package io.siprouter.sip.message;

/**
 * How much of a stranger's message is read. All sizes in [bytes].
 *
 * @param messageBytes a whole message
 * @param headBytes start line and headers with the empty line after them
 * @param lineBytes one header, its folded lines together
 * @param headers how many header lines
 */
public record SipLimits(int messageBytes, int headBytes, int lineBytes, int headers) {
  private static final int HEAD_BYTES = 16 * 1024;
  private static final int LINE_BYTES = 8 * 1024;
  private static final int HEADERS = 100;

  public static final SipLimits DEFAULT = ofMessages(64 * 1024);

  /** The usual limits for messages of at most so many bytes. */
  public static SipLimits ofMessages(int messageBytes) {
    return new SipLimits(messageBytes, Math.min(messageBytes, HEAD_BYTES), LINE_BYTES, HEADERS);
  }
}
