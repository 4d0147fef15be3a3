package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.Syntax;
import java.util.OptionalLong;

/**
 * The order of requests within a dialog. RFC 3261 §20.16.
 *
 * @param number [0..2^31-1]
 */
public record CSeq(long number, String method) {
  private static final long MAX_NUMBER = (1L << 31) - 1;

  public CSeq {
    if (number < 0 || number > MAX_NUMBER || !Syntax.isToken(method)) {
      throw new IllegalArgumentException("Not a CSeq: " + number + ' ' + method);
    }
  }

  public static CSeq parse(String value) throws SipParseException {
    int numberEnd = Syntax.endOfToken(value, 0);
    OptionalLong number = Syntax.number(value.substring(0, numberEnd), MAX_NUMBER);
    String method = Syntax.trim(value, numberEnd, value.length());
    if (number.isEmpty()) {
      throw new SipParseException("CSeq number is not within 0..2^31-1", 0);
    }
    if (!Syntax.isToken(method)) {
      throw new SipParseException("CSeq without method", numberEnd);
    }
    return new CSeq(number.getAsLong(), method);
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
