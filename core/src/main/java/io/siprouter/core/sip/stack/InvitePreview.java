package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.sip.message.SipRequest;

/** Shows an INVITE as it would be sent, with made-up identifiers. Pure. */
public final class InvitePreview {

  private InvitePreview() {}

  /** The INVITE of a call, which is not made by this. */
  public static SipRequest of(OutboundInvite invite) {
    var transport = invite.destination().transport();
    return asSent(
        invite.filter().preview(Requests.invite(invite, transport, "preview", "preview")));
  }

  /** The length goes last over the wire, whatever has been written after the body was known. */
  private static SipRequest asSent(SipRequest invite) {
    return invite.toBuilder()
        .without("Content-Length")
        .header("Content-Length", Integer.toString(invite.bodyLength()))
        .build();
  }
}
