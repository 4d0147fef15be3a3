package io.siprouter.core.sip.transport;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.Via;
import java.net.InetSocketAddress;
import java.util.List;

/** What a Via says about the way back. RFC 3261 §18.2, RFC 3581 §4. */
final class Origin {
  private static final int DEFAULT_PORT = 5060;
  private static final int MAX_FORWARDS = 70;

  private Origin() {}

  /**
   * Writes where the request came from into its topmost Via, and the Max-Forwards that RFC 2543 did
   * not know. RFC 3261 §16.6.
   */
  static SipRequest stamp(SipRequest request, SipFlow flow) {
    List<String> vias = request.headers().values("Via");
    var builder = request.toBuilder().without("Via");
    vias.reversed().stream()
        .limit(vias.size() - 1L)
        .forEach(value -> builder.addFirst("Via", value));
    if (request.maxForwards().isEmpty()) {
      builder.maxForwards(MAX_FORWARDS);
    }
    return builder.via(stamp(request.topVia(), flow.remote())).build();
  }

  private static Via stamp(Via via, InetSocketAddress remote) {
    var received = via.withParam("received", remote.getAddress().getHostAddress());
    return via.wantsRport()
        ? received.withParam("rport", Integer.toString(remote.getPort()))
        : received;
  }

  /**
   * Where a response goes that cannot go back on the connection of its request. The address is
   * always the one the request came from: maddr would let anybody aim our answers at others.
   */
  static InetSocketAddress wayBack(Via via, SipFlow flow) {
    if (flow.transport() == SipTransport.UDP && via.wantsRport()) {
      return flow.remote();
    }
    return new InetSocketAddress(flow.remote().getAddress(), via.port().orElse(DEFAULT_PORT));
  }

  /** The topmost Via also of a message that was refused. */
  static Via topVia(SipMessage message) throws SipParseException {
    var values = message.headers().values("Via");
    return Via.parse(values.isEmpty() ? "" : values.getFirst());
  }
}
