package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipMessage;

/** Takes what the sockets receive. Called on {@code sip-io-*} threads: must not wait. */
interface MessageSink {

  /** A datagram, not yet parsed. */
  void datagram(byte[] bytes, SipFlow flow);

  /**
   * A framed message of a stream, not yet checked.
   *
   * @param handled to be run, on any thread, when the message holds no memory any more
   */
  void message(SipMessage message, SipFlow flow, Runnable handled);

  /**
   * A message of a stream that ends with it, since nobody can tell where it ends.
   *
   * @param refusal what it is to be answered with
   */
  void unframed(SipMessage message, Refusal refusal, SipFlow flow);

  /**
   * A connection has ended, or was never made.
   *
   * @param reason in words
   */
  void closed(SipFlow flow, String reason);
}
