package io.siprouter.core.phone;

import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * An established dialog: how requests within it look and where they go; the routes are loose ones.
 * Loop only. RFC 3261 §12.
 */
final class PhoneDialog {

  private final String callId;
  private final NameAddr local;
  private final NameAddr remote;
  private final SipUri target;
  private final List<NameAddr> routes;
  private final InetSocketAddress destination;
  private long cSeq;

  private PhoneDialog(
      SipMessage origin,
      NameAddr local,
      NameAddr remote,
      List<NameAddr> routes,
      InetSocketAddress source) {
    this.callId = origin.callId();
    this.local = local;
    this.remote = remote;
    this.target = origin.contact().flatMap(NameAddr::sipUri).orElseGet(() -> Hosts.uri("", source));
    this.routes = routes;
    var nextHop = routes.isEmpty() ? target : routes.getFirst().sipUri().orElse(target);
    this.destination = Hosts.address(nextHop, source);
    this.cSeq = origin.cSeq().number();
  }

  /** The dialog of one who called, by the 2xx to the INVITE. */
  static PhoneDialog ofCaller(SipResponse answer, InetSocketAddress source) {
    var routes = answer.addresses("Record-Route").reversed();
    return new PhoneDialog(answer, answer.from(), answer.to(), routes, source);
  }

  /** The dialog of one who was called, by the INVITE and our address with its tag. */
  static PhoneDialog ofCallee(SipRequest invite, NameAddr local, InetSocketAddress source) {
    var routes = invite.addresses("Record-Route");
    return new PhoneDialog(invite, local, invite.from(), routes, source);
  }

  InetSocketAddress destination() {
    return destination;
  }

  boolean owns(SipRequest incoming) {
    return incoming.callId().equals(callId)
        && incoming.to().tag().equals(local.tag())
        && incoming.from().tag().equals(remote.tag());
  }

  /** The next request, without Via. */
  SipRequest.Builder request(String method) {
    cSeq++;
    return request(method, cSeq);
  }

  /** The ACK of a 2xx, which repeats the number of its INVITE. RFC 3261 §13.2.2.4. */
  SipRequest.Builder ack(long inviteNumber) {
    return request("ACK", inviteNumber);
  }

  private SipRequest.Builder request(String method, long number) {
    var request =
        SipRequest.builder(method, target)
            .from(local)
            .to(remote)
            .callId(callId)
            .cSeq(new CSeq(number, method))
            .maxForwards(PhoneLine.MAX_FORWARDS);
    routes.forEach(route -> request.addHeader("Route", route.toString()));
    return request;
  }
}
