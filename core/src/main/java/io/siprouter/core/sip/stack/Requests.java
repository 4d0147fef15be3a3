package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.MessageBuilder;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What our requests have in common. RFC 3261 §8.1.1. */
final class Requests {
  static final int MAX_FORWARDS = 70;

  private Requests() {}

  /** A Via of a new transaction; its sent-by is where the contact points. */
  static Via via(SipTransport transport, SipUri contact) {
    int port = contact.port().orElse(transport.defaultPort());
    return Via.of(transport.name(), contact.host(), port, Tokens.branch()).withFlag("rport");
  }

  /** The request as it goes over this transport; another one makes it another transaction. */
  static SipRequest over(SipTransport transport, SipRequest request, Transports transports) {
    var via = request.topVia();
    if (via.transport().equalsIgnoreCase(transport.name())) {
      return request;
    }
    var other =
        new Via(transport.name(), via.host(), port(via, transport, transports), via.params())
            .withParam("branch", Tokens.branch());
    return request.toBuilder().without("Via").via(other).build();
  }

  /** Where the old one is our own port and none of a NAT, the new one is it, too. */
  private static OptionalInt port(Via via, SipTransport transport, Transports transports) {
    boolean isOurs =
        SipTransport.isKnown(via.transport())
            && via.port().orElse(0) == transports.local(SipTransport.of(via.transport())).getPort();
    return isOurs ? OptionalInt.of(transports.local(transport).getPort()) : via.port();
  }

  /** The INVITE that begins a call. */
  static SipRequest invite(
      OutboundInvite invite, SipTransport transport, String callId, String tag) {
    var builder =
        SipRequest.builder("INVITE", invite.requestUri())
            .via(via(transport, invite.contact()))
            .maxForwards(invite.maxForwards())
            .from(invite.from().withTag(tag))
            .to(invite.to())
            .callId(callId)
            .cSeq(new CSeq(Tokens.cSeq(), "INVITE"));
    ofSession(builder, invite.contact(), invite.terms());
    builder.addHeaders(SessionTimer.of(invite.terms().session()).ask());
    if (invite.terms().reliability() == Reliability.REQUIRED) {
      builder.header("Require", SipAbilities.RELIABLE);
    }
    invite.extraHeaders().forEach(header -> builder.without(header.name()));
    return builder.addHeaders(invite.extraHeaders()).body(Sdp.TYPE, invite.sdp()).build();
  }

  /** A request outside of dialogs with what its maker leaves to us. */
  static SipRequest complete(OutboundRequest outbound, SipTransport transport) {
    var request = outbound.request();
    var builder = request.toBuilder().without("Via").via(via(transport, outbound.contact()));
    if (request.maxForwards().isEmpty()) {
      builder.maxForwards(MAX_FORWARDS);
    }
    if (request.from().tag().isEmpty()) {
      builder.from(request.from().withTag(Tokens.tag()));
    }
    if (!request.headers().contains("Contact")) {
      builder.header("Contact", contact(outbound.contact()));
    }
    return builder.build();
  }

  /** The same request as a new transaction. */
  static SipRequest again(SipRequest request, long cSeq) {
    var via = request.topVia().withParam("branch", Tokens.branch());
    return request.toBuilder()
        .without("Via")
        .via(via)
        .cSeq(new CSeq(cSeq, request.method()))
        .build();
  }

  /** The CANCEL of an INVITE, which shares its branch. RFC 3261 §9.1. */
  static SipRequest cancel(SipRequest invite, Optional<String> reason) {
    var builder =
        SipRequest.builder("CANCEL", invite.requestUri())
            .via(invite.topVia())
            .maxForwards(MAX_FORWARDS)
            .from(invite.from())
            .to(invite.to())
            .callId(invite.callId())
            .cSeq(new CSeq(invite.cSeq().number(), "CANCEL"));
    invite.headers().all("Route").forEach(route -> builder.addHeader("Route", route));
    reason.ifPresent(text -> builder.header("Reason", text));
    return builder.build();
  }

  /** The value of our Contact header. */
  static String contact(SipUri contact) {
    return NameAddr.of(contact).toString();
  }

  /** Completes a request of ours that begins or refreshes a session. RFC 3261 §13.2.1. */
  static SipRequest.Builder ofSession(
      SipRequest.Builder request, SipUri contact, DialogTerms terms) {
    request.header("Contact", contact(contact)).header("Allow", SipAbilities.ALLOW_IN_CALLS);
    supported(request, terms);
    return request;
  }

  /** Completes our response to one. RFC 3261 §13.3.1.4. */
  static SipResponse ofSession(SipResponse response, SipUri contact, DialogTerms terms) {
    var builder = response.toBuilder();
    builder.header("Contact", contact(contact)).header("Allow", SipAbilities.ALLOW_IN_CALLS);
    supported(builder, terms);
    return builder.build();
  }

  private static void supported(MessageBuilder<?> message, DialogTerms terms) {
    if (!terms.supported().isEmpty()) {
      message.header("Supported", String.join(", ", terms.supported()));
    }
  }

  /** An ACK carries what the INVITE was let in with. RFC 3261 §22.1. */
  static void copyCredentials(SipRequest invite, SipRequest.Builder ack) {
    for (var name : List.of("Authorization", "Proxy-Authorization")) {
      invite.headers().all(name).forEach(value -> ack.addHeader(name, value));
    }
  }
}
