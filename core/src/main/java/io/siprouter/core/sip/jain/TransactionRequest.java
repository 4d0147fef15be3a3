package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import io.siprouter.sip.message.SipRequest;

/**
 * What JAIN-SIP sees of a request: the headers its transaction lives by. What is sent is our own
 * message.
 */
final class TransactionRequest extends SIPRequest {

  private final SipRequest message;

  TransactionRequest(SipRequest message) {
    this.message = message;
  }

  @Override
  public byte[] encodeAsBytes(String transport) {
    return message.toCanonicalBytes();
  }

  /** The door has checked it, or we have made it. */
  @Override
  public void checkHeaders() {}

  @Override
  public String encode() {
    return message.toString();
  }
}
