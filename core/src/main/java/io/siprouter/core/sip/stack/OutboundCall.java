package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our INVITE and the dialog it becomes. RFC 3261 §13.2. */
final class OutboundCall extends Dialog implements OutboundDialog, Exchange.Listener {
  /** [T1] How long a CANCEL waits for its effect, and an answer for its ACK. RFC 3261 §9.1. */
  private static final int LIMIT = 64;

  private static final int MAX_FORKS = 8;

  private final boolean keepsFlow;
  private final Exchange invite;
  private final Map<String, DialogPath> forks = new Eldest<>(MAX_FORKS);
  private final Pracks pracks = new Pracks();
  private @Nullable SipResponse answer;
  private @Nullable Cancel cancel;

  /** For our CANCEL to take effect, or for our owner's ACK. */
  private @Nullable Future<?> limit;

  /** The owner's wish to give up. */
  private record Cancel(Optional<String> reason) {}

  OutboundCall(StackParts parts, OutboundInvite invite, Consumer<DialogEvent> events) {
    super(parts, Tokens.callId(), Tokens.tag(), new DigestClient(invite.credentials()));
    this.keepsFlow = invite.destination().flow() != null;
    var hop = NextHop.to(invite.destination(), parts.transactions().transports());
    side().agree(invite.terms());
    side().writing(invite.filter());
    side().contact(invite.contact());
    var first = Requests.invite(invite, hop.transport(), callId(), localTag());
    var request = invite.filter().apply(first);
    var patience = invite.destination().patience();
    this.invite =
        new Exchange(parts, request, hop, patience, side()::again, last -> last + 1, this);
    events(events);
  }

  void start() {
    parts().dialogs().add(this);
    invite.send();
  }

  @Override
  public void onProvisional(SipResponse response, SipFlow flow) {
    cancelIfHeard();
    if (response.status() > 100 && response.to().tag().isPresent()) {
      side().path(pathOf(response, flow));
      if (Pracks.isReliable(response, side().terms().reliability()) && !isNews(response)) {
        return;
      }
    }
    emit(new DialogEvent.Provisional(response, Sdp.of(response)));
  }

  /** Acknowledges a reliable response unless that has been done, or one before it is missing. */
  private boolean isNews(SipResponse response) {
    boolean isNext = pracks.takes(response);
    if (isNext) {
      var hop = side().nextHop();
      var prack = side().request("PRACK", hop);
      Pracks.acknowledge(response, prack);
      side().exchange(prack.build(), hop, new Unheard()).send();
    }
    return isNext;
  }

  @Override
  void onPrack(InboundTransaction prack) {
    Replies.refuse(prack, 481);
  }

  @Override
  public void onFinal(SipResponse response, SipFlow flow) {
    stopLimit();
    if (response.isSuccess()) {
      answered(response, flow);
    } else {
      end();
      emit(new DialogEvent.Refused(response));
    }
  }

  private void answered(SipResponse response, SipFlow flow) {
    side().path(pathOf(response, flow));
    phase(Phase.ANSWERED);
    answer = response;
    keeper().answered(response);
    emit(new DialogEvent.Answered(response, Sdp.of(response)));
    if (cancel == null) {
      afterLimit(this::hangUpForgotten);
    } else {
      leave(cancel.reason());
    }
  }

  /** The path to one of the phones that our INVITE may ring; it stays the same once it answers. */
  private DialogPath pathOf(SipResponse response, SipFlow flow) {
    var tag = response.to().tag().orElse("");
    var known = forks.get(tag);
    if (known == null) {
      known = DialogPath.calling(invite.request(), response, flow, keepsFlow);
      forks.put(tag, known);
    } else {
      known.confirm(response, flow);
    }
    return known;
  }

  @Override
  public void onFailed(Failure failure, String detail) {
    stopLimit();
    end();
    emit(new DialogEvent.Failed(failure, detail));
  }

  /** The owner may now try elsewhere; should the peer take the call after all, it is hung up. */
  @Override
  public boolean waitsOn() {
    if (cancel == null) {
      emit(new DialogEvent.Failed(Failure.TIMEOUT, "no answer from " + invite.peer()));
      events(_ -> {});
      cancel(Optional.empty());
    }
    return true;
  }

  @Override
  public void ack(Optional<String> sdp) {
    lane().execute(() -> acknowledge(sdp));
  }

  private void acknowledge(Optional<String> sdp) {
    if (phase() == Phase.ANSWERED) {
      stopLimit();
      acknowledge(side().path(), Objects.requireNonNull(answer), sdp);
      confirmed();
    }
  }

  private void acknowledge(DialogPath way, SipResponse accepted, Optional<String> sdp) {
    var hop = side().nextHop(way);
    var ack = way.ack(accepted.cSeq().number(), hop, side().contact());
    Requests.copyCredentials(invite.request(), ack);
    sdp.ifPresent(text -> ack.body(Sdp.TYPE, text));
    acks().send(accepted, side().written(ack.build()), hop);
  }

  @Override
  public void cancel(Optional<String> reasonHeader) {
    lane().execute(() -> giveUp(reasonHeader));
  }

  private void giveUp(Optional<String> reason) {
    if (phase() == Phase.ANSWERED) {
      leave(reason);
    } else if (phase() == Phase.OFFERED && cancel == null) {
      cancel = new Cancel(reason);
      invite.stopRetrying();
      cancelIfHeard();
    }
  }

  /** Before any provisional response a CANCEL could overtake its INVITE. */
  private void cancelIfHeard() {
    if (cancel != null && invite.isHeard() && phase() == Phase.OFFERED) {
      if (invite.cancel(cancel.reason(), side()::written)) {
        afterLimit(this::cancelTimedOut);
      }
    }
  }

  private void cancelTimedOut() {
    if (phase() == Phase.OFFERED) {
      invite.abandon();
      onFailed(Failure.TIMEOUT, "no answer to CANCEL");
    }
  }

  private void afterLimit(Runnable task) {
    limit = lane().schedule(parts().lanes().t1().multipliedBy(LIMIT), task);
  }

  /** A timer that is still armed would hold the whole call. */
  private void stopLimit() {
    if (limit != null) {
      limit.cancel(false);
      limit = null;
    }
  }

  /** An owner that is gone leaves the end to us. */
  private void hangUpForgotten() {
    if (phase() == Phase.ANSWERED) {
      bye(Optional.empty());
    }
  }

  @Override
  void onLateAnswer(SipResponse response, SipFlow flow) {
    boolean isAnswer = answer != null && answer.cSeq().number() == response.cSeq().number();
    if (isAnswer && !isOf(response.to().tag().orElse("")) && !acks().repeat(response)) {
      hangUpFork(response, flow);
    } else if (phase() != Phase.ANSWERED) {
      super.onLateAnswer(response, flow);
    }
  }

  /** Another phone took the call, too: RFC 3261 §13.2.2.4. */
  private void hangUpFork(SipResponse response, SipFlow flow) {
    parts().counters().add(SipCounter.FORKED_ANSWERS);
    var fork = DialogPath.calling(invite.request(), response, flow, keepsFlow);
    acknowledge(fork, response, Optional.empty());
    var hop = side().nextHop(fork);
    var bye = fork.request("BYE", hop, side().contact()).build();
    side().exchange(bye, fork, hop, new Unheard()).send();
  }

  /** Nobody waits for the end of a fork, or of a PRACK. */
  private record Unheard() implements Exchange.Listener {

    @Override
    public void onFinal(SipResponse response, SipFlow flow) {}

    @Override
    public void onFailed(Failure failure, String detail) {}
  }

  @Override
  void onCancel(InboundTransaction reinvite, SipRequest request) {
    reinvites().onCancel(reinvite);
  }

  @Override
  void settle() {
    stopLimit();
    if (phase() == Phase.OFFERED) {
      invite.abandon();
    }
    reinvites().settle();
    updates().settle();
  }

  @Override
  void onLeaveUnconfirmed() {
    acknowledge(Optional.empty());
  }
}
