package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.InboundRequest;
import io.siprouter.core.sip.InviteDialog;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What calls of both directions share once they are answered: requests of either side, and the end.
 * All state belongs to the lane of the Call-ID; the public methods post there. RFC 3261 §12, §15.
 */
abstract sealed class Dialog implements InviteDialog permits InboundCall, OutboundCall {

  /** How far a call has come. */
  enum Phase {
    /** No final response to the INVITE. */
    OFFERED,
    /** A 2xx, and no ACK yet. */
    ANSWERED,
    CONFIRMED,
    /** Our BYE waits for its response. */
    LEAVING,
    ENDED
  }

  private final StackParts parts;
  private final Lane lane;
  private final String callId;
  private final String localTag;
  private final AnswerRepeater repeater;
  private final Acks acks;
  private final Reinvites reinvites;
  private final Updates updates;
  private final SessionKeeper keeper;
  private final DialogSide side;
  private Phase phase = Phase.OFFERED;
  private Consumer<DialogEvent> events = _ -> {};
  private @Nullable Farewell farewell;

  /** A BYE that waits for the ACK. */
  private record Farewell(Optional<String> reason) {}

  Dialog(StackParts parts, String callId, String localTag, DigestClient digest) {
    this.parts = parts;
    this.lane = parts.lanes().of(callId);
    this.callId = callId;
    this.localTag = localTag;
    this.repeater = new AnswerRepeater(parts.lanes(), lane, this::ackTimedOut);
    this.acks = new Acks(parts);
    this.reinvites = new Reinvites(this, repeater, acks);
    this.updates = new Updates(this);
    this.keeper = new SessionKeeper(lane, updates);
    this.side = new DialogSide(parts, digest, keeper);
  }

  @Override
  public final String callId() {
    return callId;
  }

  @Override
  public final void bye(Optional<String> reasonHeader) {
    lane.execute(() -> leave(reasonHeader));
  }

  @Override
  public final void reinvite(String sdp) {
    lane.execute(() -> reinvites.offer(sdp));
  }

  @Override
  public final void refresh(String sdp) {
    lane.execute(() -> reinvites.refresh(sdp));
  }

  public final void writing(RequestFilter writer) {
    lane.execute(() -> side.writing(writer));
  }

  /** A request of the peer's in this dialog, neither ACK nor CANCEL. */
  final void onRequest(InboundTransaction transaction) {
    var request = transaction.request();
    if (repeater.answersAgain(transaction)) {
      return;
    }
    if (!side.path().takesCSeq(request)) {
      Replies.refuse(transaction, 500);
      return;
    }
    side.path().seen(request, transaction.flow());
    switch (request.method()) {
      case "BYE" -> peerLeft(transaction);
      case "INVITE" -> reinvites.onInvite(transaction);
      default -> other(transaction);
    }
  }

  private void other(InboundTransaction transaction) {
    var request = transaction.request();
    if (phase == Phase.LEAVING) {
      Replies.refuse(transaction, 481);
      return;
    }
    switch (request.method()) {
      case "UPDATE" -> updates.onUpdate(transaction);
      case "PRACK" -> onPrack(transaction);
      case "OPTIONS" -> transaction.reply(Replies.abilities(request));
      case "INFO" -> emit(new DialogEvent.Request(replyOnLane(transaction), request));
      default -> Replies.refuseInCall(transaction, Methods.refusalInCall(request.method()));
    }
  }

  private InboundRequest replyOnLane(InboundTransaction transaction) {
    return response -> lane.execute(() -> transaction.reply(response));
  }

  private void peerLeft(InboundTransaction transaction) {
    var request = transaction.request();
    transaction.reply(SipResponse.responseTo(request, 200).build());
    boolean isNews = phase != Phase.LEAVING;
    settle();
    end();
    if (isNews) {
      emit(new DialogEvent.Bye(request));
    }
  }

  /** Called when the peer hangs up, to leave no request of its own unanswered. */
  abstract void settle();

  /** A PRACK; where we have sent nothing that it could mean, it is refused. */
  abstract void onPrack(InboundTransaction prack);

  /** The CANCEL of an INVITE in this dialog. */
  abstract void onCancel(InboundTransaction invite, SipRequest cancel);

  final void onAck(SipRequest ack) {
    if (repeater.acknowledge(ack)) {
      confirmed();
      emit(new DialogEvent.Acknowledged(Sdp.of(ack)));
    }
  }

  private void ackTimedOut() {
    parts.counters().add(SipCounter.ACK_TIMEOUTS);
    confirmed();
    emit(new DialogEvent.AckTimeout());
  }

  /** The INVITE is settled; a BYE that waited for that is sent. */
  final void confirmed() {
    if (phase == Phase.ANSWERED) {
      phase = Phase.CONFIRMED;
    }
    if (farewell != null) {
      sendBye(farewell.reason());
    }
  }

  /** A 2xx to an INVITE of ours whose transaction has ended. */
  void onLateAnswer(SipResponse response, SipFlow flow) {
    if (!acks.repeat(response)) {
      parts.counters().add(SipCounter.STRAY_RESPONSES);
    }
  }

  /** Hangs up as soon as that is allowed; an answer of the peer's is acknowledged before. */
  final void leave(Optional<String> reason) {
    if (phase == Phase.CONFIRMED && !repeater.isPending()) {
      sendBye(reason);
    } else if (phase == Phase.ANSWERED || phase == Phase.CONFIRMED) {
      farewell = new Farewell(reason);
      onLeaveUnconfirmed();
    }
  }

  /** Called when a BYE has to wait for an ACK, which may be ours to send. */
  abstract void onLeaveUnconfirmed();

  private void sendBye(Optional<String> reason) {
    phase = Phase.LEAVING;
    farewell = null;
    reinvites.settle();
    updates.settle();
    keeper.end();
    var hop = side.nextHop();
    var bye = side.request("BYE", hop);
    reason.ifPresent(text -> bye.header("Reason", text));
    side.exchange(bye.build(), hop, new WhenGone(this::end)).send();
  }

  /** Ends the dialog whatever becomes of our BYE. */
  private record WhenGone(Runnable end) implements Exchange.Listener {

    @Override
    public void onFinal(SipResponse response, SipFlow flow) {
      end.run();
    }

    @Override
    public void onFailed(Failure failure, String detail) {
      end.run();
    }
  }

  /**
   * Our 2xx to a request that refreshes the session; before the answer there is none to refresh.
   */
  final SipResponse refreshed(SipRequest request, SipResponse response) {
    var complete = side.complete(response);
    return phase == Phase.OFFERED ? complete : keeper.granting(request, complete);
  }

  /** How long to wait after a 491. */
  final Duration glarePause() {
    boolean ownsCallId = this instanceof OutboundCall;
    return Glare.pause(ownsCallId, parts.lanes().t1(), parts.random());
  }

  final void end() {
    phase = Phase.ENDED;
    repeater.stop();
    reinvites.stop();
    keeper.end();
    parts.dialogs().remove(this);
  }

  final void emit(DialogEvent event) {
    events.accept(event);
  }

  /** Tells what is of no use to a call that is not answered yet, or over. */
  final void emitIfTalking(DialogEvent event) {
    if (phase == Phase.ANSWERED || phase == Phase.CONFIRMED) {
      emit(event);
    }
  }

  final void events(Consumer<DialogEvent> taker) {
    events = taker;
  }

  final StackParts parts() {
    return parts;
  }

  final Lane lane() {
    return lane;
  }

  final AnswerRepeater repeater() {
    return repeater;
  }

  final Acks acks() {
    return acks;
  }

  final Reinvites reinvites() {
    return reinvites;
  }

  final Updates updates() {
    return updates;
  }

  final SessionKeeper keeper() {
    return keeper;
  }

  final String localTag() {
    return localTag;
  }

  final Phase phase() {
    return phase;
  }

  final void phase(Phase next) {
    phase = next;
  }

  /** Whether a request with this From tag is of our peer's. */
  final boolean isOf(String remoteTag) {
    return side.isTowards(remoteTag);
  }

  final DialogSide side() {
    return side;
  }
}
