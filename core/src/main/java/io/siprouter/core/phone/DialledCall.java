package io.siprouter.core.phone;

import io.siprouter.core.phone.PhoneAnswer.Received;
import io.siprouter.core.phone.PhoneAnswer.Silence;
import io.siprouter.core.phone.PhoneState.Alerting;
import io.siprouter.core.phone.PhoneState.Cause;
import io.siprouter.core.phone.PhoneState.Inviting;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;

/** A call that this phone makes. Loop only. RFC 3261 §9.1, §13.2. */
final class DialledCall extends PhoneCall {

  private static final int RINGING = 180;
  private static final List<String> CREDENTIALS = List.of("Authorization", "Proxy-Authorization");

  private final SipUri target;
  private final InetSocketAddress destination;
  private final PhoneExchange invite;
  private boolean provisional;
  private boolean cancelWanted;
  private boolean cancelSent;

  DialledCall(
      PhoneLine line,
      PhoneMedia media,
      Watched<PhoneState> state,
      SipUri target,
      InetSocketAddress destination) {
    super(line, media, state);
    this.target = target;
    this.destination = destination;
    this.invite =
        new PhoneExchange(line, PhoneTimer.INVITE, inviteTarget(), destination, this::onAnswer);
  }

  private SipRequest inviteTarget() {
    return SipRequest.builder("INVITE", target)
        .via(line.newVia())
        .maxForwards(PhoneLine.MAX_FORWARDS)
        .from(line.identity().withTag(PhoneLine.newTag()))
        .to(NameAddr.of(target))
        .callId(UUID.randomUUID().toString())
        .cSeq(new CSeq(1, "INVITE"))
        .contact(line.contact())
        .header("Allow", PhoneLine.ALLOW)
        .body(PhoneMedia.SDP, media.offer())
        .build();
  }

  void start() {
    become(new Inviting(target.toString()));
    line.follow(invite);
  }

  @Override
  boolean owns(SipRequest request) {
    var established = dialog();
    return established != null && established.owns(request);
  }

  /** No one but us can cancel this call. */
  @Override
  void onCancel(SipRequest cancel, InetSocketAddress source) {
    line.reply(cancel, SipResponse.responseTo(cancel, 481).build(), source);
  }

  @Override
  void hangUp() {
    var established = dialog();
    if (established != null) {
      bye(established, Cause.HUNG_UP);
    } else {
      cancelWanted = true;
      cancelWhenAllowed();
    }
  }

  /** Not before the first provisional answer. RFC 3261 §9.1. */
  private void cancelWhenAllowed() {
    if (cancelWanted && provisional && !cancelSent && !isOver()) {
      cancelSent = true;
      line.follow(
          new PhoneExchange(line, PhoneTimer.CANCEL, cancelOfInvite(), destination, _ -> {}));
      invite.hurry();
    }
  }

  /** Of the same branch as the INVITE it cancels. */
  private SipRequest cancelOfInvite() {
    var sent = invite.request();
    return SipRequest.builder("CANCEL", target)
        .via(sent.topVia())
        .maxForwards(PhoneLine.MAX_FORWARDS)
        .from(sent.from())
        .to(sent.to())
        .callId(sent.callId())
        .cSeq(new CSeq(sent.cSeq().number(), "CANCEL"))
        .build();
  }

  private void onAnswer(PhoneAnswer answer) {
    switch (answer) {
      case Silence _ -> end(cancelWanted ? Cause.CANCELLED : Cause.SILENCE, 0);
      case Received(var response, _) when response.isProvisional() -> onProvisional(response);
      case Received(var response, var source) when response.isSuccess() ->
          onSuccess(response, source);
      case Received(var response, _) ->
          end(cancelWanted ? Cause.CANCELLED : Cause.REFUSED, response.status());
    }
  }

  private void onProvisional(SipResponse response) {
    provisional = true;
    if (response.status() == RINGING) {
      become(new Alerting(target.toString()));
    }
    if (response.bodyLength() > 0) {
      media.accept(response.bodyText());
    }
    cancelWhenAllowed();
  }

  private void onSuccess(SipResponse response, InetSocketAddress source) {
    var known = dialog();
    if (known != null) {
      acknowledge(known);
      return;
    }
    var established = PhoneDialog.ofCaller(response, source);
    established(established);
    acknowledge(established);
    if (cancelWanted) {
      bye(established, Cause.CANCELLED);
    } else {
      media
          .accept(response.bodyText())
          .ifPresentOrElse(
              codec -> become(new Talking(codec)), () -> bye(established, Cause.NO_COMMON_SOUND));
    }
  }

  private void acknowledge(PhoneDialog established) {
    var sent = invite.request();
    var ack = established.ack(sent.cSeq().number()).via(line.newVia());
    for (Header header : sent.headers().entries()) {
      if (CREDENTIALS.stream().anyMatch(header::is)) {
        ack.addHeader(header.name(), header.value());
      }
    }
    line.send(ack.build(), established.destination());
  }
}
