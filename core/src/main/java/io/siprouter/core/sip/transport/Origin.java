package io.siprouter.core.sip.transport;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import java.net.InetSocketAddress;

/** What a Via says about the way back. RFC 3261 §18.2, RFC 3581 §4. */
final class Origin {
  private static final int MAX_FORWARDS = 70;

  private Origin() {}

  /**
   * Writes where the request came from into its topmost Via, and the Max-Forwards that RFC 2543 did
   * not know. RFC 3261 §16.6.
   */
  static SipRequest stamp(SipRequest request, SipFlow flow) {
    var stamped = received(request, flow);
    return request.maxForwards().isEmpty()
        ? stamped.toBuilder().maxForwards(MAX_FORWARDS).build()
        : stamped;
  }

  /** Writes where the request came from into its topmost Via, if that can be read. */
  static SipRequest received(SipRequest request, SipFlow flow) {
    var remote = flow.remote();
    return request.receivedFrom(remote.getAddress().getHostAddress(), remote.getPort());
  }

  /**
   * Where a response goes that cannot go back on the connection of its request. The address is
   * always the one the request came from: maddr would let anybody aim our answers at others.
   */
  static InetSocketAddress wayBack(Via via, SipFlow flow) {
    if (flow.transport() == SipTransport.UDP && via.wantsRport()) {
      return flow.remote();
    }
    int port = via.port().orElse(flow.transport().defaultPort());
    return new InetSocketAddress(flow.remote().getAddress(), port);
  }

  /**
   * Where a refusal goes: to where the request came from, if its topmost Via cannot be read, which
   * may be why it was refused.
   */
  static InetSocketAddress wayBack(SipResponse refusal, SipFlow flow) {
    try {
      var via = refusal.headers().values("Via").stream().findFirst().orElse("");
      return wayBack(Via.parse(via), flow);
    } catch (SipParseException _) {
      return flow.remote();
    }
  }
}
