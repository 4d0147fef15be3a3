package io.siprouter.core.sip.transport;

/**
 * Sees every SIP message that is taken in or sent, also those that are refused. Called by any
 * thread: must neither wait nor throw. The bytes may be kept, and never changed.
 */
public interface WireTap {

  /** Looks away. */
  WireTap NONE =
      new WireTap() {
        @Override
        public void received(byte[] message, SipFlow flow) {}

        @Override
        public void sent(byte[] message, SipFlow flow) {}
      };

  void received(byte[] message, SipFlow flow);

  /** A message is about to be sent. */
  void sent(byte[] message, SipFlow flow);
}
