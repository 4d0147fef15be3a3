package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.SIPResponse;
import io.siprouter.sip.message.SipResponse;

/**
 * What JAIN-SIP sees of a response: the headers its transaction lives by. What is sent is our own
 * message.
 */
final class TransactionResponse extends SIPResponse {

  private final SipResponse message;

  TransactionResponse(SipResponse message) {
    this.message = message;
  }

  @Override
  public byte[] encodeAsBytes(String transport) {
    return message.toCanonicalBytes();
  }

  @Override
  public void checkHeaders() {}

  @Override
  public String encode() {
    return message.toString();
  }

  /** By what was received: JAIN-SIP tells repeated provisional responses from new ones by it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionResponse that && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return message.hashCode();
  }
}
