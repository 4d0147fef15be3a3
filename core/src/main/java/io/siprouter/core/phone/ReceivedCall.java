package io.siprouter.core.phone;

import io.siprouter.core.phone.PhoneState.Cause;
import io.siprouter.core.phone.PhoneState.Ringing;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.core.phone.RingReaction.KeepRinging;
import io.siprouter.core.phone.RingReaction.PickUp;
import io.siprouter.core.phone.RingReaction.Reject;
import io.siprouter.media.codec.Codec;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A call that this phone is offered. Loop only. RFC 3261 §9.2, §13.3. */
final class ReceivedCall extends PhoneCall {

  private static final int TEMPORARILY_UNAVAILABLE = 480;

  private final SipRequest invite;
  private final InetSocketAddress source;
  private final String tag = PhoneLine.newTag();
  private @Nullable Codec agreed;
  private boolean acknowledged;
  private boolean byeWanted;

  ReceivedCall(
      PhoneLine line,
      PhoneMedia media,
      Watched<PhoneState> state,
      SipRequest invite,
      InetSocketAddress source) {
    super(line, media, state);
    this.invite = invite;
    this.source = source;
  }

  void start(RingReaction reaction) {
    switch (reaction) {
      case Reject(var status) -> reject(status);
      case KeepRinging _ -> ring();
      case PickUp _ -> {
        ring();
        answer();
      }
    }
  }

  private void ring() {
    var ringing = response(180).contact(line.contact()).build();
    line.reply(invite, ringing, source);
    become(new Ringing(invite.from().uri().user().orElse("")));
  }

  /** Picks up; nothing if that is done already. */
  void answer() {
    if (agreed == null && !isOver()) {
      media
          .answer(invite.bodyText())
          .ifPresentOrElse(this::accept, () -> refuse(488, Cause.NO_COMMON_SOUND));
    }
  }

  private void accept(PhoneMedia.Answer answer) {
    agreed = answer.codec();
    var accepted = accepting(invite, answer).toTag(tag).build();
    var established = PhoneDialog.ofCallee(invite, accepted.to(), source);
    established(established);
    repeatUntilAck(invite, accepted, source, () -> bye(established, Cause.SILENCE));
  }

  /** Does not take the call; nothing if it is taken already. */
  void reject(int status) {
    refuse(status, Cause.REJECTED);
  }

  private void refuse(int status, Cause cause) {
    if (agreed == null && !isOver()) {
      repeatUntilAck(invite, response(status).build(), source, () -> {});
      end(cause, status);
    }
  }

  private SipResponse.Builder response(int status) {
    return SipResponse.responseTo(invite, status).toTag(tag);
  }

  @Override
  boolean owns(SipRequest request) {
    return request.callId().equals(invite.callId())
        && request.from().tag().equals(invite.from().tag());
  }

  @Override
  void onCancel(SipRequest cancel, InetSocketAddress from) {
    line.reply(cancel, SipResponse.responseTo(cancel, OK).toTag(tag).build(), from);
    refuse(487, Cause.CANCELLED);
  }

  @Override
  void onAck() {
    super.onAck();
    if (agreed != null && !acknowledged) {
      become(new Talking(agreed));
    }
    acknowledged = true;
    if (byeWanted) {
      hangUp();
    }
  }

  /** Before the ACK it must wait for it. RFC 3261 §15. */
  @Override
  void hangUp() {
    var established = dialog();
    if (established == null) {
      refuse(TEMPORARILY_UNAVAILABLE, Cause.HUNG_UP);
    } else if (acknowledged) {
      bye(established, Cause.HUNG_UP);
    } else {
      byeWanted = true;
    }
  }
}
