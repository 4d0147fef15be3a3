package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.text.ParseException;
import java.util.Set;

/** Makes JAIN-SIP's messages of ours: always from our own bytes, never from a peer's. */
final class JainMessages {
  /** What transactions live by; anything else JAIN-SIP may fail to understand. */
  private static final Set<Class<?>> NEEDED =
      Set.of(
          RequestLine.class,
          StatusLine.class,
          Via.class,
          From.class,
          To.class,
          CallID.class,
          CSeq.class);

  private static final ParseExceptionListener STRICT =
      (exception, _, _, _, _) -> {
        throw exception;
      };

  private static final ParseExceptionListener LENIENT =
      (exception, _, header, _, _) -> {
        if (NEEDED.contains(header)) {
          throw exception;
        }
      };

  private JainMessages() {}

  static SIPRequest received(SipRequest request, SipFlow flow) throws ParseException {
    return (SIPRequest) received((SipMessage) request, flow);
  }

  static SIPResponse received(SipResponse response, SipFlow flow) throws ParseException {
    return (SIPResponse) received((SipMessage) response, flow);
  }

  private static SIPMessage received(SipMessage message, SipFlow flow) throws ParseException {
    var received = parse(message, LENIENT);
    received.setApplicationData(new Arrival<>(message, flow));
    received.setRemoteAddress(flow.remote().getAddress());
    received.setRemotePort(flow.remote().getPort());
    received.setPeerPacketSourceAddress(flow.remote().getAddress());
    received.setPeerPacketSourcePort(flow.remote().getPort());
    received.setLocalAddress(flow.local().getAddress());
    received.setLocalPort(flow.local().getPort());
    return received;
  }

  static SIPRequest toSend(SipRequest request) throws ParseException {
    return (SIPRequest) parse(request, STRICT);
  }

  /** A response whose way is that of its request: maddr would send it elsewhere. */
  static SIPResponse toSend(SipResponse response) throws ParseException {
    var made = (SIPResponse) parse(response, STRICT);
    made.getTopmostVia().removeParameter("maddr");
    return made;
  }

  private static SIPMessage parse(SipMessage message, ParseExceptionListener listener)
      throws ParseException {
    return new StringMsgParser().parseSIPMessage(message.toCanonicalBytes(), true, false, listener);
  }
}
