package io.siprouter.core.leg;

import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.InviteDialog;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;

/** What a leg says in its dialog, whichever side has invited. On the call's loop. */
final class LegDialog {

  private final InviteDialog dialog;
  private final SipUri contact;

  LegDialog(InviteDialog dialog, SipUri contact) {
    this.dialog = dialog;
    this.contact = contact;
  }

  String callId() {
    return dialog.callId();
  }

  void ring() {
    inbound().provisional(180, Optional.empty(), contact);
  }

  void progress(String sdp) {
    inbound().provisional(183, Optional.of(sdp), contact);
  }

  void answer(String sdp) {
    inbound().answer(sdp, contact);
  }

  /** Callers get a failure as it is; a plain end and a redirection nobody follows are 480. */
  void refuse(LegEnd end) {
    var refusal = end.sipStatus() >= 400 ? end : LegEnd.refused(480, "Temporarily Unavailable");
    inbound().reject(refusal.sipStatus(), refusal.reason(), List.of());
  }

  void ack() {
    outbound().ack(Optional.empty());
  }

  void cancel(LegEnd end) {
    outbound().cancel(reasonHeader(end));
  }

  void bye(LegEnd end) {
    dialog.bye(reasonHeader(end));
  }

  void reinvite(String sdp) {
    dialog.reinvite(sdp);
  }

  void refresh(String sdp) {
    dialog.refresh(sdp);
  }

  private InboundDialog inbound() {
    if (dialog instanceof InboundDialog inbound) {
      return inbound;
    }
    throw new IllegalStateException("we were not invited in " + dialog.callId());
  }

  private OutboundDialog outbound() {
    if (dialog instanceof OutboundDialog outbound) {
      return outbound;
    }
    throw new IllegalStateException("we did not invite in " + dialog.callId());
  }

  /** RFC 3326; only a call that was answered elsewhere says so. */
  private static Optional<String> reasonHeader(LegEnd end) {
    return end.cause() == EndCause.ANSWERED_ELSEWHERE
        ? Optional.of("SIP;cause=200;text=\"Call completed elsewhere\"")
        : Optional.empty();
  }
}
