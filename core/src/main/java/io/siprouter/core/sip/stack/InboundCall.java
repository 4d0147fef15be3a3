package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.ReasonPhrase;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A peer's INVITE and the dialog it becomes. RFC 3261 §13.3. */
final class InboundCall extends Dialog implements InboundDialog {
  private final InboundTransaction invite;
  private final ReliableReplies replies;

  InboundCall(StackParts parts, InboundTransaction invite) {
    super(parts, invite.request().callId(), Tokens.tag(), new DigestClient(null));
    this.invite = invite;
    this.replies = new ReliableReplies(invite, lane(), parts.lanes().t1(), this::prackMissing);
    side().path(DialogPath.answering(invite.request(), localTag(), invite.flow()));
  }

  String remoteTag() {
    return side().path().remoteTag();
  }

  @Override
  public boolean agree(DialogTerms terms) {
    side().agree(terms);
    var refusal = misfit(terms);
    if (refusal.isPresent()) {
      invite.reply(refusal.get());
      end();
    }
    return refusal.isEmpty() && fitsSession();
  }

  /** Why the caller's extensions and ours do not go together. */
  private Optional<SipResponse> misfit(DialogTerms terms) {
    var request = invite.request();
    var unwanted =
        request.headers().values("Require").stream()
            .filter(tag -> !terms.supported().contains(tag))
            .toList();
    if (!unwanted.isEmpty()) {
      return Optional.of(refusal(420, "Unsupported", String.join(", ", unwanted)));
    }
    boolean cannot =
        terms.reliability() == Reliability.REQUIRED
            && !SipAbilities.has(request, SipAbilities.RELIABLE);
    return cannot ? Optional.of(refusal(421, "Require", SipAbilities.RELIABLE)) : Optional.empty();
  }

  private SipResponse refusal(int status, String name, String value) {
    return refusal(status, ReasonPhrase.of(status), List.of(new Header(name, value)));
  }

  private boolean fitsSession() {
    boolean refused = keeper().refuses(invite);
    if (refused) {
      end();
    }
    return !refused;
  }

  @Override
  public void listen(Consumer<DialogEvent> taker) {
    events(taker);
  }

  @Override
  public void provisional(int status, Optional<String> sdp, SipUri contact) {
    lane().execute(() -> replyIfOffered(response(status, sdp, contact), contact));
  }

  private void replyIfOffered(SipResponse response, SipUri contact) {
    if (phase() == Phase.OFFERED) {
      side().contact(contact);
      reply(response);
    }
  }

  private void reply(SipResponse response) {
    if (!isReliable()) {
      invite.reply(response);
    } else if (Sdp.of(response).isPresent() || Sdp.of(invite.request()).isPresent()) {
      replies.send(response);
    }
  }

  /**
   * Whether the caller acknowledges provisional responses. Where it made no offer, the first one
   * would have to bring ours (RFC 3262 §5), so those that bring none are left out.
   */
  private boolean isReliable() {
    return switch (side().terms().reliability()) {
      case OFF -> false;
      case SUPPORTED ->
          invite.request().headers().values("Require").contains(SipAbilities.RELIABLE);
      case REQUIRED -> true;
    };
  }

  @Override
  void onPrack(InboundTransaction prack) {
    var request = prack.request();
    if (phase() != Phase.OFFERED || !replies.acknowledge(request)) {
      Replies.refuse(prack, 481);
      return;
    }
    updates().onPrack(prack);
    replies.proceed();
  }

  private void prackMissing() {
    if (phase() == Phase.OFFERED) {
      emit(new DialogEvent.PrackTimeout());
    }
  }

  private SipResponse response(int status, Optional<String> sdp, SipUri contact) {
    var builder = SipResponse.responseTo(invite.request(), status).toTag(localTag());
    sdp.ifPresent(text -> builder.body(Sdp.TYPE, text));
    return Requests.ofSession(builder.build(), contact, side().terms());
  }

  @Override
  public void answer(String sdp, SipUri contact) {
    var answer = response(200, Optional.of(sdp), contact);
    lane().execute(() -> replies.answer(() -> answerIfOffered(answer, contact)));
  }

  private void answerIfOffered(SipResponse answer, SipUri contact) {
    if (phase() == Phase.OFFERED) {
      side().contact(contact);
      phase(Phase.ANSWERED);
      var complete = replies.isDescribed() ? answer.toBuilder().withoutBody().build() : answer;
      repeater().answer(invite, keeper().granting(invite.request(), complete));
    }
  }

  @Override
  public void reject(int status, String reason, List<Header> extra) {
    lane()
        .execute(
            () -> {
              if (phase() == Phase.OFFERED) {
                replies.stop();
                invite.reply(refusal(status, reason, extra));
                end();
              }
            });
  }

  private SipResponse refusal(int status, String reason, List<Header> extra) {
    return SipResponse.responseTo(invite.request(), status)
        .reason(reason)
        .toTag(localTag())
        .addHeaders(extra)
        .build();
  }

  /** The same INVITE once more: because our answer was lost, or by another way. */
  void onRepeated(InboundTransaction repeated) {
    if (!repeater().answersAgain(repeated)) {
      Replies.refuse(repeated, 482);
    }
  }

  @Override
  void onCancel(InboundTransaction cancelled, SipRequest cancel) {
    if (!cancelled.equals(invite)) {
      reinvites().onCancel(cancelled);
    } else if (phase() == Phase.OFFERED) {
      emit(new DialogEvent.Cancelled(cancel.headers().first("Reason")));
    }
  }

  @Override
  void settle() {
    replies.stop();
    if (phase() == Phase.OFFERED) {
      invite.reply(refusal(487, "Request Terminated", List.of()));
    }
    reinvites().settle();
    updates().settle();
  }

  @Override
  void onLeaveUnconfirmed() {}
}
