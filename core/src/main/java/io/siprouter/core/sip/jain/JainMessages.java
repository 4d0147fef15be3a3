package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.Expires;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.ParametersHeader;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.Params;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;

/**
 * Makes JAIN-SIP's messages of ours, out of what our parser has read: nothing is parsed twice. They
 * have the headers that transactions are found and acknowledged by, and no others.
 */
final class JainMessages {
  private static final int DEFAULT_MAX_FORWARDS = 70;

  private JainMessages() {}

  static SIPRequest received(SipRequest request, SipFlow flow, Sender sender)
      throws ParseException {
    var made = made(request);
    InboundKey.into(made, request);
    return received(made, new Arrival<>(request, flow, sender));
  }

  static SIPResponse received(SipResponse response, SipFlow flow) throws ParseException {
    return received(made(response), new Arrival<>(response, flow, new Sender.Unproven()));
  }

  private static <M extends SIPMessage> M received(M received, Arrival<?> arrival) {
    var flow = arrival.flow();
    received.setApplicationData(arrival);
    received.setRemoteAddress(flow.remote().getAddress());
    received.setRemotePort(flow.remote().getPort());
    received.setPeerPacketSourceAddress(flow.remote().getAddress());
    received.setPeerPacketSourcePort(flow.remote().getPort());
    received.setLocalAddress(flow.local().getAddress());
    received.setLocalPort(flow.local().getPort());
    return received;
  }

  static SIPRequest toSend(SipRequest request) throws ParseException {
    var made = made(request);
    addRoutes(made, request);
    return made;
  }

  /** A response whose way is that of its request: maddr would send it elsewhere. */
  static SIPResponse toSend(SipResponse response) throws ParseException {
    var made = made(response);
    made.getTopmostVia().removeParameter("maddr");
    InboundKey.into(made, response);
    return made;
  }

  private static SIPRequest made(SipRequest request) throws ParseException {
    var made = new TransactionRequest(request);
    made.setRequestLine(
        new RequestLine(new GenericURI(request.requestUri().toString()), request.method()));
    addHeaders(made, request);
    made.setHeader(maxForwards(request.maxForwards().orElse(DEFAULT_MAX_FORWARDS)));
    return made;
  }

  private static SIPResponse made(SipResponse response) throws ParseException {
    var made = new TransactionResponse(response);
    var line = new StatusLine();
    line.setStatusCode(response.status());
    line.setReasonPhrase(response.reason());
    made.setStatusLine(line);
    addHeaders(made, response);
    addDemanded(made, response);
    return made;
  }

  private static void addHeaders(SIPMessage made, SipMessage message) throws ParseException {
    try {
      made.setHeader(via(message.topVia()));
      made.setHeader(from(message.from()));
      made.setHeader(to(message.to()));
      made.setHeader(new CallID(message.callId()));
      made.setHeader(new CSeq(message.cSeq().number(), message.cSeq().method()));
    } catch (InvalidArgumentException | IllegalArgumentException e) {
      throw refused(e);
    }
  }

  /** JAIN-SIP refuses to send these answers without headers it has no other use for. */
  private static void addDemanded(SIPResponse made, SipResponse response) {
    if (response.headers().contains("Contact")) {
      made.setHeader(new Contact());
    }
    if (response.headers().contains("Expires")) {
      made.setHeader(new Expires());
    }
  }

  /** The ACK of a refusal takes the way of its INVITE. RFC 3261 §17.1.1.3. */
  private static void addRoutes(SIPRequest made, SipRequest request) throws ParseException {
    var values = request.headers().values("Route");
    if (values.isEmpty()) {
      return;
    }
    var routes = new RouteList();
    for (var value : values) {
      routes.add(route(value));
    }
    made.setHeader(routes);
  }

  private static Route route(String value) throws ParseException {
    try {
      var parsed = NameAddr.parse(value);
      var route = new Route(address(parsed));
      copy(parsed.params(), route);
      return route;
    } catch (SipParseException e) {
      throw refused(e);
    }
  }

  private static Via via(io.siprouter.sip.message.Via ours)
      throws ParseException, InvalidArgumentException {
    var via = new Via();
    via.setTransport(ours.transport());
    via.setHost(ours.host());
    if (ours.port().isPresent()) {
      via.setPort(ours.port().getAsInt());
    }
    copy(ours.params(), via);
    return via;
  }

  private static From from(NameAddr ours) throws ParseException {
    var from = new From();
    from.setAddress(address(ours));
    copy(ours.params(), from);
    return from;
  }

  private static To to(NameAddr ours) throws ParseException {
    var to = new To();
    to.setAddress(address(ours));
    copy(ours.params(), to);
    return to;
  }

  private static AddressImpl address(NameAddr ours) throws ParseException {
    var address = new AddressImpl();
    address.setURI(new GenericURI(ours.uri().toString()));
    if (!ours.displayName().isEmpty()) {
      address.setDisplayName(ours.displayName().replace("\\", "\\\\").replace("\"", "\\\""));
    }
    return address;
  }

  /** A parameter that is a mere flag has no value at all: JAIN-SIP would write {@code rport=}. */
  private static void copy(Params params, ParametersHeader header) throws ParseException {
    for (var param : params.entries()) {
      header.setParameter(param.name(), param.value().isEmpty() ? null : param.value());
    }
  }

  private static MaxForwards maxForwards(int hops) throws ParseException {
    try {
      return new MaxForwards(hops);
    } catch (InvalidArgumentException e) {
      throw refused(e);
    }
  }

  private static ParseException refused(Exception cause) {
    var refused = new ParseException(cause.getMessage(), 0);
    refused.initCause(cause);
    return refused;
  }
}
