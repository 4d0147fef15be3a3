package io.siprouter.core.leg;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.InviteDialog;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.media.rtp.RtpStats;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.MDC;

/**
 * A party reached by SIP: a provider or a device, whichever side invited.
 *
 * <p>Turns what its dialog says into inputs of {@link LegMachine}, and the machine's actions into
 * what the dialog and the media have to do. Everything runs on the call's loop.
 */
public final class SipLeg implements Leg {

  private static final int NOT_ACCEPTABLE = 488;
  private static final int REQUEST_PENDING = 491;

  /** Who a leg is when it begins; only its name may change. */
  public record Identity(LegId id, LegPeer peer, SipUri contact) {}

  private final Identity identity;
  private final LegMedia media;
  private final LegDialog dialog;
  private final PeerOffers offers;
  private LegHub hub;
  private LegId id;
  private final boolean inbound;
  private final Silence silence = new Silence();
  private LegState state;

  private SipLeg(
      Identity identity,
      LegMedia media,
      LegHub hub,
      LegState state,
      Function<SipLeg, InviteDialog> dialog) {
    this.identity = identity;
    this.media = media;
    this.hub = hub;
    this.id = identity.id();
    this.state = state;
    this.inbound = state instanceof LegState.Offered;
    media.attach(this, hub);
    this.offers = new PeerOffers(media.negotiation(), identity.contact());
    this.dialog = new LegDialog(dialog.apply(this), identity.contact());
  }

  /**
   * A leg whose party has invited us.
   *
   * @param media has taken the caller's offer, if there was one
   */
  public static SipLeg inbound(
      Identity identity, LegMedia media, LegHub hub, InboundDialog dialog) {
    return new SipLeg(identity, media, hub, LegState.offered(), _ -> dialog);
  }

  /**
   * A leg whose party we invite.
   *
   * @param invite sends the INVITE; its events belong to {@link #onDialogEvent}, on the call's loop
   */
  public static SipLeg outbound(
      Identity identity,
      LegMedia media,
      LegHub hub,
      Function<Consumer<DialogEvent>, OutboundDialog> invite) {
    return new SipLeg(
        identity, media, hub, LegState.inviting(), leg -> invite.apply(leg::onDialogEvent));
  }

  @Override
  public LegId id() {
    return id;
  }

  @Override
  public LegPeer peer() {
    return identity.peer();
  }

  @Override
  public boolean isInbound() {
    return inbound;
  }

  @Override
  public LegState state() {
    return state;
  }

  @Override
  public HeldBy heldBy() {
    return talks().heldBy();
  }

  @Override
  public boolean takesHold() {
    return true;
  }

  @Override
  public void hold() {
    feed(new LegInput.HoldParty());
  }

  @Override
  public void resume() {
    feed(new LegInput.ResumeParty());
  }

  @Override
  public MixerPort port() {
    return media.port();
  }

  @Override
  public Optional<Codec> codec() {
    return talks().codec();
  }

  @Override
  public Optional<RtpStats> stats() {
    return Optional.of(media.stats());
  }

  @Override
  public void ring() {
    feed(new LegInput.Ring());
  }

  /** A 183 is not reliable, and our offer has to be: a caller that waits for it hears it ring. */
  @Override
  public void passEarlyMedia(Optional<Codec> preferred) {
    if (talks().isOfferOurs()) {
      ring();
    } else {
      prepare(preferred);
      feed(new LegInput.PassEarlyMedia());
    }
  }

  @Override
  public void answer(Optional<Codec> preferred) {
    prepare(preferred);
    feed(new LegInput.Answer());
  }

  /**
   * Makes our answer before the leg moves on, so that a leg that cannot answer can still refuse.
   */
  private void prepare(Optional<Codec> preferred) {
    if (state instanceof LegState.Offered) {
      talks().prefer(preferred);
      talks().description();
    }
  }

  @Override
  public void release(LegEnd end) {
    feed(new LegInput.Release(end));
  }

  @Override
  public void watch(MediaTimeouts timeouts) {
    if (!(state instanceof LegState.Answered)) {
      return;
    }
    media.exchangeReports();
    silence.tick(media.stats().signsOfLife(), heldBy().isAnybody());
    if (silence.exceeds(timeouts)) {
      release(LegEnd.SILENT);
    }
  }

  @Override
  public boolean takesDigits() {
    return media.takesDigits();
  }

  @Override
  public void startDigit(char digit) {
    media.startDigit(digit);
  }

  @Override
  public void endDigit() {
    media.endDigit();
  }

  /** The Call-ID of its dialog. */
  public String sipCallId() {
    return dialog.callId();
  }

  /** Leaves its call: until it arrives in another one, what happens to it waits. */
  public void depart() {
    media.loop().depart();
  }

  /**
   * Comes to a call, on that call's loop.
   *
   * @param name its name there
   */
  public void arrive(LegHub call, LegId name, Executor loop) {
    hub = call;
    id = name;
    media.attach(this, call);
    media.loop().arrive(loop);
  }

  /** No final response has come to a CANCEL in time. */
  public void cancelTimedOut() {
    feed(new LegInput.CancelTimedOut());
  }

  /** Takes what happened in the leg's dialog. */
  public void onDialogEvent(DialogEvent event) {
    silence.broken();
    switch (event) {
      case DialogEvent.Provisional(var response, var sdp) -> onProvisional(response, sdp);
      case DialogEvent.Answered(_, var sdp) -> feed(new LegInput.AnsweredBy(takeAnswer(sdp)));
      case DialogEvent.Refused(var response) -> feed(refused(response));
      case DialogEvent.Failed(var failure, _) -> feed(unreachable(failure));
      case DialogEvent.Acknowledged(var sdp) -> onAcknowledged(sdp);
      case DialogEvent.PrackTimeout _ -> release(LegEnd.PRACK_MISSING);
      case DialogEvent.AckTimeout _ -> feed(new LegInput.AckMissing());
      case DialogEvent.Cancelled _ -> feed(new LegInput.Cancelled());
      case DialogEvent.Bye _ -> feed(new LegInput.HungUp());
      case DialogEvent.Reinvite reinvite -> {
        offers.asked(reinvite);
        feed(new LegInput.Reoffered());
      }
      case DialogEvent.Updated update -> {
        offers.updated(update, state.terminated());
        hub.renegotiated(this);
      }
      case DialogEvent.Request(var exchange, var request) ->
          exchange.reply(SipResponse.responseTo(request, 200).build());
      case DialogEvent.ReofferDue _ -> talks().refresh().ifPresent(dialog::refresh);
      case DialogEvent.ReinviteAnswered(var sdp) -> onReinviteAnswered(sdp);
      case DialogEvent.ReinviteRefused(var status) -> {
        talks().settle(Optional.empty());
        feed(new LegInput.ReofferRefused(status));
      }
      case DialogEvent.SessionExpired _ -> release(LegEnd.SESSION_EXPIRED);
      case DialogEvent.Forgotten _ -> release(LegEnd.FORGOTTEN);
    }
  }

  private void onProvisional(SipResponse response, Optional<String> sdp) {
    hub.responded(this, response.status());
    if (sdp.isPresent() && takeAnswer(sdp)) {
      feed(new LegInput.Progressed());
    } else if (response.status() == 180) {
      feed(new LegInput.Rang());
    }
  }

  private void onReinviteAnswered(String sdp) {
    var taken = talks().settle(Optional.of(sdp));
    hub.renegotiated(this);
    feed(taken ? new LegInput.ReofferTaken() : new LegInput.ReofferRefused(NOT_ACCEPTABLE));
  }

  private void onAcknowledged(Optional<String> sdp) {
    talks().settle(sdp);
    feed(new LegInput.Acknowledged(talks().agreed()));
  }

  private boolean takeAnswer(Optional<String> sdp) {
    return sdp.map(talks()::receiveAnswer).orElseGet(talks()::agreed);
  }

  private Negotiation talks() {
    return media.negotiation();
  }

  private static LegInput refused(SipResponse response) {
    var status = response.status();
    return status < 400
        ? new LegInput.Redirected(status, response.reason(), Contacts.bestFirst(response))
        : new LegInput.Refused(status, response.reason());
  }

  private static LegInput unreachable(Failure failure) {
    return switch (failure) {
      case TIMEOUT -> new LegInput.Unreachable(408, "Request Timeout");
      case UNREACHABLE -> new LegInput.Unreachable(503, "Service Unavailable");
    };
  }

  private void feed(LegInput input) {
    try (var _ = MDC.putCloseable("leg", id.value())) {
      walk(input);
    }
  }

  private void walk(LegInput input) {
    var step = LegMachine.next(state, input);
    var changed = !step.state().equals(state);
    state = step.state();
    if (changed) {
      hub.changed(this);
    }
    step.actions().forEach(this::perform);
  }

  private void perform(LegAction action) {
    switch (action) {
      case LegAction.SendRinging _ -> dialog.ring();
      case LegAction.SendProgress _ -> dialog.progress(talks().description());
      case LegAction.SendAnswer _ -> dialog.answer(talks().description());
      case LegAction.SendRefusal(var end) -> dialog.refuse(end);
      case LegAction.SendAck _ -> dialog.ack();
      case LegAction.SendCancel(var end) -> dialog.cancel(end);
      case LegAction.SendBye(var end) -> dialog.bye(end);
      case LegAction.AnswerReoffer _ -> {
        offers.answer();
        hub.renegotiated(this);
      }
      case LegAction.RefuseReoffer _ -> offers.refuse();
      case LegAction.OfferHold(var held) -> offerHold(held);
      case LegAction.ReportHold _ -> hub.holdDone(this);
      case LegAction.ReportHoldRefused(var status) -> hub.holdRefused(this, status);
      case LegAction.StartMedia _ -> hub.joined(this);
      case LegAction.ReportRang _ -> hub.rang(this);
      case LegAction.ReportProgressed _ -> hub.progressed(this);
      case LegAction.ReportAnswered _ -> hub.answered(this);
      case LegAction.ReportRedirected(var contacts) -> hub.redirected(this, contacts);
      case LegAction.End(var end) -> end(end);
    }
  }

  /** An offer that is under way, such as one that refreshes the session, is in the way. */
  private void offerHold(boolean held) {
    talks()
        .hold(held)
        .ifPresentOrElse(
            dialog::reinvite, () -> feed(new LegInput.ReofferRefused(REQUEST_PENDING)));
  }

  private void end(LegEnd end) {
    media.close();
    hub.ended(this, end);
  }
}
