package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;

/** Takes what passed the door. Called on the lane of the message's Call-ID. */
public interface Inside {

  /**
   * How much of this sender is looked at; asked once for each message, before it is parsed. Called
   * on {@code sip-io-*} threads: must not wait.
   */
  Hearing hearing(InetAddress sender);

  /**
   * Whether a message of a sender of whom only calls are heard is looked at; asked once for each.
   * Called on {@code sip-io-*} threads: must not wait.
   */
  boolean concernsCall(SipMessage message, SipFlow flow);

  /** A request whose topmost Via says where it came from. */
  void request(SipRequest request, SipFlow flow);

  void response(SipResponse response, SipFlow flow);

  /**
   * A connection has ended, or was never made. Called on a {@code sip-io-*} thread.
   *
   * @param reason in words
   */
  void closed(SipFlow flow, String reason);
}
