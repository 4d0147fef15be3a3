package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;

/** Takes what passed the door. Called on the lane of the message's Call-ID. */
public interface Inside {

  /**
   * Whether a message of this sender is looked at; asked once for each, before it is parsed. Called
   * on {@code sip-io-*} threads: must not wait.
   */
  boolean hears(InetAddress sender);

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
