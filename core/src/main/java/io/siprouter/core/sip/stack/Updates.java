package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/**
 * The UPDATEs of one dialog: theirs with an offer, theirs and ours to refresh the session. Belongs
 * to the dialog's lane. RFC 3311, RFC 4028 §7.4.
 */
final class Updates implements SessionKeeper.Owner {
  private final Dialog dialog;
  private @Nullable InboundTransaction theirs;

  Updates(Dialog dialog) {
    this.dialog = dialog;
  }

  /**
   * By UPDATE, which leaves the media alone, else by an offer of what we have; one of ours that is
   * under way may do it already.
   */
  @Override
  public void refreshSession() {
    if (dialog.side().path().takesUpdate()) {
      update();
    } else if (dialog.reinvites().isOursUnderWay()) {
      dialog.keeper().refreshAgain(dialog.glarePause());
    } else {
      dialog.emitIfTalking(new DialogEvent.ReofferDue());
    }
  }

  @Override
  public void sessionExpired() {
    dialog.emitIfTalking(new DialogEvent.SessionExpired());
  }

  private void update() {
    var side = dialog.side();
    var hop = side.nextHop();
    var update = side.refresh(side.request("UPDATE", hop));
    side.refreshing(update, hop, new Result()).send();
  }

  void onUpdate(InboundTransaction update) {
    if (dialog.keeper().refuses(update)) {
      return;
    }
    var request = update.request();
    Sdp.of(request)
        .ifPresentOrElse(
            sdp -> onOffer(update, sdp),
            () -> reply(update, SipResponse.responseTo(request, 200).build()));
  }

  /** A PRACK that was expected; its offer is that of an UPDATE. RFC 3262 §5. */
  void onPrack(InboundTransaction prack) {
    var request = prack.request();
    Sdp.of(request)
        .ifPresentOrElse(
            sdp -> onOffer(prack, sdp),
            () -> prack.reply(SipResponse.responseTo(request, 200).build()));
  }

  /** Hands an offer up unless another is under way. RFC 3311 §5.2. */
  private void onOffer(InboundTransaction update, String sdp) {
    if (dialog.reinvites().isOursUnderWay()) {
      Replies.refuse(update, 491);
    } else if (theirs != null || dialog.reinvites().isTheirsUnanswered()) {
      Replies.refuse(update, 500);
    } else {
      theirs = update;
      dialog.emit(
          new DialogEvent.Updated(
              response -> dialog.lane().execute(() -> reply(update, response)),
              update.request(),
              sdp));
    }
  }

  private void reply(InboundTransaction update, SipResponse response) {
    if (update.equals(theirs)) {
      theirs = null;
    }
    update.reply(response.isSuccess() ? dialog.refreshed(update.request(), response) : response);
  }

  boolean isTheirsUnanswered() {
    return theirs != null;
  }

  /** Leaves no UPDATE of theirs unanswered. */
  void settle() {
    if (theirs != null) {
      Replies.refuse(theirs, 487);
      theirs = null;
    }
  }

  /** What becomes of ours. */
  private final class Result implements Exchange.Listener {

    @Override
    public void onFinal(SipResponse response, SipFlow flow) {
      if (response.isSuccess()) {
        dialog.side().path().seen(response, flow);
        dialog.keeper().answered(response);
        return;
      }
      switch (response.status()) {
        case 408 -> sessionExpired();
        case 481 -> dialog.emitIfTalking(new DialogEvent.Forgotten());
        case 491 -> dialog.keeper().refreshAgain(dialog.glarePause());
        default -> dialog.emitIfTalking(new DialogEvent.ReofferDue());
      }
    }

    /** A way that is broken may be mended before the session expires. */
    @Override
    public void onFailed(Failure failure, String detail) {
      if (failure == Failure.TIMEOUT) {
        sessionExpired();
      }
    }
  }
}
