package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.Arrays;

/**
 * Reads messages. It takes whatever has the shape of a message, so that {@link MessageCheck} can
 * tell what is wrong with it and an answer can be sent. RFC 3261 §7.
 */
public final class SipParser {

  private SipParser() {}

  public static SipMessage parse(byte[] bytes) throws SipParseException {
    return parse(bytes, 0, bytes.length);
  }

  public static SipMessage parse(byte[] bytes, int offset, int length) throws SipParseException {
    return parse(bytes, offset, length, SipLimits.DEFAULT);
  }

  /**
   * Reads the one message of a datagram. Line breaks before it and bytes behind its Content-Length
   * are left out (RFC 3261 §7.5, §18.3).
   */
  public static SipMessage parse(byte[] bytes, int offset, int length, SipLimits limits)
      throws SipParseException {
    int end = offset + length;
    int start = skipLineBreaks(bytes, offset, end);
    int headEnd = HeadParser.endOfHead(bytes, start, Math.min(end, start + limits.headBytes()));
    if (headEnd < 0) {
      throw end - start > limits.headBytes()
          ? SipParseException.tooLarge("Headers too large", limits.headBytes())
          : new SipParseException("Headers do not end", end - offset);
    }
    Head head = HeadParser.parse(bytes, start, headEnd, limits);
    int bodyEnd = endOfBody(head, headEnd, end);
    if (bodyEnd - start > limits.messageBytes()) {
      throw SipParseException.tooLarge("Message too large", headEnd - offset);
    }
    return head.withBody(Arrays.copyOfRange(bytes, start, bodyEnd), headEnd - start);
  }

  private static int skipLineBreaks(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end && (bytes[i] == '\r' || bytes[i] == '\n')) {
      i++;
    }
    return i;
  }

  private static int endOfBody(Head head, int headEnd, int end) {
    int available = end - headEnd;
    String length = head.headers().first("Content-Length").orElse("");
    return headEnd + (int) Syntax.number(length, available).orElse(available);
  }
}
