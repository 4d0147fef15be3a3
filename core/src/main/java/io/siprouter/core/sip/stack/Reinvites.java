package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The re-INVITEs of one dialog, one at a time in both directions together. Belongs to the dialog's
 * lane. RFC 3261 §14.
 */
final class Reinvites {
  private final Dialog dialog;
  private final AnswerRepeater repeater;
  private final Acks acks;
  private @Nullable Exchange ours;
  private @Nullable InboundTransaction theirs;
  private @Nullable Future<?> retry;
  private boolean refreshing;

  Reinvites(Dialog dialog, AnswerRepeater repeater, Acks acks) {
    this.dialog = dialog;
    this.repeater = repeater;
    this.acks = acks;
  }

  /** Sends ours, or refuses it at once. */
  void offer(String sdp) {
    offer(sdp, false);
  }

  /** Sends ours to refresh the session; after a glare it is due again. */
  void refresh(String sdp) {
    offer(sdp, true);
  }

  private void offer(String sdp, boolean refreshes) {
    if (isBusy()) {
      refused(491, refreshes);
      return;
    }
    refreshing = refreshes;
    var side = dialog.side();
    var hop = side.nextHop();
    var invite = side.refresh(side.request("INVITE", hop).body(Sdp.TYPE, sdp));
    ours = side.refreshing(invite, hop, new Result());
    ours.send();
  }

  private boolean isBusy() {
    return dialog.phase() != Dialog.Phase.CONFIRMED
        || ours != null
        || isTheirsUnderWay()
        || dialog.updates().isTheirsUnanswered();
  }

  private boolean isTheirsUnderWay() {
    return theirs != null || repeater.isPending();
  }

  boolean isOursUnderWay() {
    return ours != null;
  }

  boolean isTheirsUnanswered() {
    return theirs != null;
  }

  private void refused(int status, boolean refreshes) {
    dialog.emitIfTalking(new DialogEvent.ReinviteRefused(status));
    if (status == 491 && refreshes) {
      stop();
      retry =
          dialog
              .lane()
              .schedule(
                  dialog.glarePause(), () -> dialog.emitIfTalking(new DialogEvent.ReofferDue()));
    }
  }

  /** Lets nothing be offered again. */
  void stop() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  /** Hands theirs up, unless another is under way. */
  void onInvite(InboundTransaction invite) {
    if (ours != null) {
      Replies.refuse(invite, 491);
    } else if (dialog.phase() != Dialog.Phase.CONFIRMED
        || isTheirsUnderWay()
        || dialog.updates().isTheirsUnanswered()) {
      Replies.refuse(invite, 500);
    } else if (!dialog.keeper().refuses(invite)) {
      theirs = invite;
      var request = invite.request();
      dialog.emit(
          new DialogEvent.Reinvite(
              response -> dialog.lane().execute(() -> reply(invite, response)),
              request,
              Sdp.of(request)));
    }
  }

  private void reply(InboundTransaction invite, SipResponse response) {
    if (invite.isAnswered()) {
      return;
    }
    if (response.isSuccess()) {
      repeater.answer(invite, dialog.refreshed(invite.request(), response));
    } else {
      invite.reply(response);
    }
    theirs = response.isProvisional() ? invite : null;
  }

  /** Their CANCEL of theirs; whoever still answers it is not heard. */
  void onCancel(InboundTransaction invite) {
    Replies.refuse(invite, 487);
    theirs = null;
  }

  /** Leaves no re-INVITE of theirs unanswered. */
  void settle() {
    if (theirs != null) {
      onCancel(theirs);
    }
  }

  /** What becomes of ours. */
  private final class Result implements Exchange.Listener {

    @Override
    public void onFinal(SipResponse response, SipFlow flow) {
      var invite = finished();
      if (response.isSuccess()) {
        dialog.side().path().seen(response, flow);
        acknowledge(invite, response);
        dialog.keeper().answered(response);
        dialog.emitIfTalking(new DialogEvent.ReinviteAnswered(Sdp.of(response).orElse("")));
        return;
      }
      switch (response.status()) {
        case 408 -> dialog.emitIfTalking(new DialogEvent.SessionExpired());
        case 481 -> dialog.emitIfTalking(new DialogEvent.Forgotten());
        default -> refused(response.status(), refreshing);
      }
    }

    @Override
    public void onFailed(Failure failure, String detail) {
      finished();
      if (failure == Failure.TIMEOUT) {
        dialog.emitIfTalking(new DialogEvent.SessionExpired());
      } else {
        refused(503, refreshing);
      }
    }

    private SipRequest finished() {
      var invite = Objects.requireNonNull(ours).request();
      ours = null;
      return invite;
    }

    private void acknowledge(SipRequest invite, SipResponse response) {
      var side = dialog.side();
      var hop = side.nextHop();
      var ack = side.path().ack(invite.cSeq().number(), hop, side.contact());
      Requests.copyCredentials(invite, ack);
      acks.send(response, side.written(ack.build()), hop);
    }
  }
}
