package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;

/** A request that the {@link Gate} let in, and that starts something: it belongs to no dialog. */
public sealed interface SipEvent {

  SipRequest request();

  SipFlow flow();

  Sender sender();

  /** A call. 100 has been sent; {@link InboundDialog#listen} is called before returning. */
  record Invite(InboundDialog dialog, SipRequest request, SipFlow flow, Sender sender)
      implements SipEvent {}

  /** REGISTER, MESSAGE and whatever else is not a call. */
  record Request(InboundRequest exchange, SipRequest request, SipFlow flow, Sender sender)
      implements SipEvent {}
}
