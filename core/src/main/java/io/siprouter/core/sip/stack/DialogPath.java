package io.siprouter.core.sip.stack;

import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.Location.Found;
import io.siprouter.core.dns.Location.NotFound;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;

/**
 * What a dialog knows about its peer and the way there, and the requests made of it. Belongs to the
 * dialog's lane. RFC 3261 §12.
 */
final class DialogPath {
  private final String callId;
  private final NameAddr local;
  private final NameAddr remote;
  private List<NameAddr> routes;
  private final boolean keepsFlow;
  private final Lookups lookups = new Lookups();
  private SipUri target;
  private SipFlow flow;
  private boolean takesUpdate;
  private long localCSeq;
  private long remoteCSeq = -1; // 0 is a first number like others

  private DialogPath(
      SipMessage first,
      NameAddr local,
      NameAddr remote,
      List<NameAddr> routes,
      SipFlow flow,
      boolean keepsFlow) {
    this.callId = first.callId();
    this.local = local;
    this.remote = remote;
    this.routes = routes;
    this.flow = flow;
    this.keepsFlow = keepsFlow;
    this.target = SipUri.of(HostPort.of(flow.remoteHost()));
    remote.sipUri().ifPresent(uri -> target = uri);
    retarget(first);
    learn(first);
  }

  /** The path back to whoever sent this INVITE. */
  static DialogPath answering(SipRequest invite, String tag, SipFlow flow) {
    var path =
        new DialogPath(
            invite,
            invite.to().withTag(tag),
            invite.from(),
            invite.addresses("Record-Route"),
            flow,
            isBehindNat(invite, flow));
    path.localCSeq = Tokens.cSeq();
    path.remoteCSeq = invite.cSeq().number();
    return path;
  }

  /** A peer whose Via names another address than it has cannot be reached by its Contact. */
  private static boolean isBehindNat(SipRequest invite, SipFlow flow) {
    return invite.addresses("Record-Route").isEmpty()
        && NextHop.isAddress(invite.topVia().host())
        && !NextHop.isAddress(invite.topVia().host(), flow.remote().getAddress());
  }

  /**
   * The path to whoever sent this response.
   *
   * @param keepsFlow whether the peer is only reached the way the INVITE went, unless proxies that
   *     we were told of before want to stay on the way
   */
  static DialogPath calling(
      SipRequest invite, SipResponse response, SipFlow flow, boolean keepsFlow) {
    var routes = response.addresses("Record-Route").reversed();
    boolean isDirect = routes.isEmpty() || !invite.headers().contains("Route");
    var path =
        new DialogPath(response, invite.from(), response.to(), routes, flow, keepsFlow && isDirect);
    path.localCSeq = invite.cSeq().number();
    return path;
  }

  /** The answer of a phone that has rung; only its route set counts. RFC 3261 §13.2.2.4. */
  void confirm(SipResponse response, SipFlow over) {
    if (response.isSuccess()) {
      routes = response.addresses("Record-Route").reversed();
    }
    seen(response, over);
  }

  /** Whether the peer says that it takes UPDATE. */
  boolean takesUpdate() {
    return takesUpdate;
  }

  String callId() {
    return callId;
  }

  String remoteTag() {
    return remote.tag().orElse("");
  }

  long nextCSeq() {
    return ++localCSeq;
  }

  /** Takes a request's number; false if it is not above the last. RFC 3261 §12.2.2. */
  boolean takesCSeq(SipRequest request) {
    long number = request.cSeq().number();
    boolean inOrder = number > remoteCSeq;
    remoteCSeq = Math.max(number, remoteCSeq);
    return inOrder;
  }

  /** Where the peer's next requests come from and go to. */
  void seen(SipMessage message, SipFlow over) {
    if (over.transport().hasConnections() || keepsFlow) {
      flow = over;
    }
    if (message.cSeq().method().equals("INVITE") || message.cSeq().method().equals("UPDATE")) {
      retarget(message);
    }
    learn(message);
  }

  /** What the peer allowed last holds. RFC 3311 §5.1. */
  private void learn(SipMessage message) {
    var allowed = message.headers().values("Allow");
    if (!allowed.isEmpty()) {
      takesUpdate = allowed.contains("UPDATE");
    }
  }

  private void retarget(SipMessage message) {
    message.contact().flatMap(NameAddr::sipUri).ifPresent(uri -> target = uri);
  }

  /** A live connection first, then what the dialog says, and for lack of an address the flow. */
  NextHop nextHop(StackParts parts) {
    var uri = firstRoute();
    if (isKept(parts.transactions().transports()) || !NextHop.isUsable(uri)) {
      return inTurn(NextHop.along(flow));
    }
    return NextHop.of(uri, flow.tls()).map(this::inTurn).orElseGet(() -> named(uri, parts));
  }

  private boolean isKept(Transports transports) {
    return keepsFlow || (flow.transport().hasConnections() && transports.isLive(flow));
  }

  private NextHop inTurn(NextHop known) {
    return lookups.isBusy() ? new NextHop.InTurn(known.transport(), known::find, lookups) : known;
  }

  private NextHop named(SipUri uri, StackParts parts) {
    var transport = NextHop.transportOf(uri);
    var name = new ServerName(new HostPort(uri.host(), uri.port()), transport.orElse(null));
    var lane = parts.lanes().of(callId);
    Lookups.Lookup lookup =
        then -> parts.locator().locate(name, found -> lane.execute(() -> then.accept(hops(found))));
    return new NextHop.InTurn(transport.orElse(SipTransport.UDP), lookup, lookups);
  }

  /** A peer that nobody knows by its name is where it was heard; a proxy could be anywhere. */
  private List<SipHop> hops(Location location) {
    return switch (location) {
      case Found(var servers) ->
          servers.stream()
              .map(server -> NextHop.hop(server.transport(), server.address(), flow.tls()))
              .toList();
      case NotFound _ -> routes.isEmpty() ? List.of(flow.hop()) : List.of();
    };
  }

  private SipUri firstRoute() {
    return routes.stream().findFirst().flatMap(NameAddr::sipUri).orElse(target);
  }

  /** A request with a CSeq of its own. */
  SipRequest.Builder request(String method, NextHop hop, SipUri contact) {
    return request(method, nextCSeq(), hop, contact);
  }

  /** An ACK of the answer to the INVITE of this number. */
  SipRequest.Builder ack(long inviteCSeq, NextHop hop, SipUri contact) {
    return request("ACK", inviteCSeq, hop, contact);
  }

  private SipRequest.Builder request(String method, long number, NextHop hop, SipUri contact) {
    boolean strict = isStrict();
    var builder =
        SipRequest.builder(method, strict ? firstRoute().withoutHeaders() : target)
            .via(Requests.via(hop.transport(), contact))
            .maxForwards(Requests.MAX_FORWARDS);
    routes.stream()
        .skip(strict ? 1 : 0)
        .forEach(route -> builder.addHeader("Route", route.toString()));
    if (strict) {
      builder.addHeader("Route", NameAddr.of(target).toString());
    }
    return builder.from(local).to(remote).callId(callId).cSeq(new CSeq(number, method));
  }

  /** Whether the first proxy is one of RFC 2543, which wants its own address on the first line. */
  private boolean isStrict() {
    return !routes.isEmpty() && !firstRoute().params().contains("lr");
  }
}
