package io.siprouter.sip.message;

/**
 * How much of a stranger's message is read. All sizes in [bytes].
 *
 * @param headBytes start line and headers with the empty line after them
 * @param lineBytes one header, its folded lines together
 * @param headers how many header lines
 * @param bodyBytes the greatest body
 */
public record SipLimits(int headBytes, int lineBytes, int headers, int bodyBytes) {
  public static final SipLimits DEFAULT = new SipLimits(16 * 1024, 8 * 1024, 256, 64 * 1024);
}
