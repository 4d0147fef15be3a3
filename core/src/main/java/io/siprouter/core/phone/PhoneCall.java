package io.siprouter.core.phone;

import io.siprouter.core.phone.PhoneAnswer.Received;
import io.siprouter.core.phone.PhoneAnswer.Silence;
import io.siprouter.core.phone.PhoneState.Cause;
import io.siprouter.core.phone.PhoneState.Ended;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A call of one phone, from its first message to its last. What its two kinds share is what holds
 * once they are answered. Loop only. RFC 3261 §13 to §15.
 */
abstract sealed class PhoneCall permits DialledCall, ReceivedCall {

  static final int OK = 200;

  final PhoneLine line;
  final PhoneMedia media;
  private final Watched<PhoneState> state;
  private final Repeater answers;
  private @Nullable PhoneDialog dialog;
  private boolean leaving;
  private boolean over;

  PhoneCall(PhoneLine line, PhoneMedia media, Watched<PhoneState> state) {
    this.line = line;
    this.media = media;
    this.state = state;
    this.answers = line.repeater(PhoneTimer.ANSWER, PhoneTimer.T2);
  }

  /** Whether a request belongs to this call. */
  abstract boolean owns(SipRequest request);

  /** Ends the call in whatever way its state asks for; nothing if it is over. */
  abstract void hangUp();

  /** The caller gives up. */
  abstract void onCancel(SipRequest cancel, InetSocketAddress source);

  final boolean isOver() {
    return over;
  }

  final @Nullable PhoneDialog dialog() {
    return dialog;
  }

  final void established(PhoneDialog established) {
    dialog = established;
  }

  final void become(PhoneState next) {
    if (!over) {
      state.set(next);
    }
  }

  final void end(Cause cause, int status) {
    media.close();
    become(new Ended(cause, status));
    over = true;
  }

  void onAck() {
    answers.stop();
  }

  final void onBye(SipRequest bye, InetSocketAddress source) {
    line.reply(bye, SipResponse.responseTo(bye, OK).build(), source);
    answers.stop();
    end(Cause.PEER_HUNG_UP, OK);
  }

  /** Answers what the peer wants to change. */
  final void onReinvite(SipRequest invite, InetSocketAddress source) {
    media
        .answer(invite.bodyText())
        .ifPresentOrElse(
            answer -> {
              repeatUntilAck(invite, accepting(invite, answer).build(), source, () -> {});
              become(new Talking(answer.codec()));
            },
            () -> line.reply(invite, SipResponse.responseTo(invite, 488).build(), source));
  }

  final SipResponse.Builder accepting(SipRequest invite, PhoneMedia.Answer answer) {
    return SipResponse.responseTo(invite, OK)
        .contact(line.contact())
        .header("Allow", PhoneLine.ALLOW)
        .body(PhoneMedia.SDP, answer.sdp());
  }

  final void repeatUntilAck(
      SipRequest invite, SipResponse answer, InetSocketAddress source, Runnable onSilence) {
    answers.start(() -> line.reply(invite, answer, source), onSilence);
  }

  /** Says goodbye within the dialog; the call is over when that is answered. */
  final void bye(PhoneDialog established, Cause cause) {
    if (leaving || over) {
      return;
    }
    leaving = true;
    media.close();
    var bye = established.request("BYE").via(line.newVia()).build();
    line.follow(
        new PhoneExchange(
            line,
            PhoneTimer.BYE,
            bye,
            established.destination(),
            answer -> {
              if (isFinal(answer)) {
                end(cause, OK);
              }
            }));
  }

  private static boolean isFinal(PhoneAnswer answer) {
    return switch (answer) {
      case Silence _ -> true;
      case Received(var response, _) -> !response.isProvisional();
    };
  }
}
