package io.siprouter.core.trunk;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Inviter;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.trunk.TrunkLine.Way;
import io.siprouter.sip.message.SipResponse;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call to a provider that is offered to its servers in turn until one takes it on. Call's loop
 * only. RFC 3263 §4.3.
 *
 * <p>A server is passed over that is silent, cannot be reached or answers 503.
 */
public final class ServerHunt implements OutboundDialog {

  private static final Logger log = LoggerFactory.getLogger(ServerHunt.class);

  private final Inviter inviter;
  private final TrunkLine line;
  private final Executor loop;
  private final Consumer<DialogEvent> events;
  private final Function<Way, Optional<OutboundInvite>> invites;
  private final Queue<Way> left;
  private OutboundDialog dialog;
  private int offers;
  private boolean settled;

  /**
   * Invites the first server.
   *
   * @param invites makes the INVITE for a way; empty where none can be made
   * @param loop the call's, on which this is called
   * @param events told on {@code loop}
   */
  public ServerHunt(
      Inviter inviter,
      Function<Way, Optional<OutboundInvite>> invites,
      TrunkLine line,
      Executor loop,
      Consumer<DialogEvent> events) {
    this.inviter = inviter;
    this.invites = invites;
    this.line = line;
    this.loop = loop;
    this.events = events;
    this.left = new ArrayDeque<>(line.ways());
    this.dialog = inviteNext().orElseThrow();
  }

  private Optional<OutboundDialog> inviteNext() {
    while (!left.isEmpty()) {
      var server = left.remove();
      var invite = invites.apply(server);
      if (invite.isPresent()) {
        return Optional.of(send(invite.get(), server));
      }
    }
    return Optional.empty();
  }

  private OutboundDialog send(OutboundInvite invite, Way server) {
    var offer = ++offers;
    return inviter.invite(invite, event -> loop.execute(() -> take(offer, server, event)));
  }

  /** What a server that was passed over says later is the agent's business. */
  private void take(int offer, Way server, DialogEvent event) {
    if (offer != offers) {
      return;
    }
    if (event instanceof DialogEvent.Refused(var response) && isChallenge(response)) {
      log.warn("{} asks for a password and does not take ours: {}", line.domain(), password());
    }
    if (!settled && isDead(event)) {
      line.failures().lost(server.destination());
    }
    if (settled || !isPassedOver(event)) {
      settle(event);
    } else {
      inviteNext().ifPresentOrElse(next -> dialog = next, () -> settle(event));
    }
  }

  private void settle(DialogEvent event) {
    settled = true;
    events.accept(event);
  }

  private static boolean isChallenge(SipResponse response) {
    return response.status() == 401 || response.status() == 407;
  }

  private String password() {
    return line.credentials() == null ? "none is configured" : "it or its realm is wrong";
  }

  private static boolean isPassedOver(DialogEvent event) {
    return event instanceof DialogEvent.Failed || isUnavailable(event);
  }

  /** A 503 may be about this call alone, unless it says for how long. RFC 3261 §21.5.4. */
  private static boolean isDead(DialogEvent event) {
    var goesOn =
        event instanceof DialogEvent.Refused(var response)
            && !response.headers().contains("Retry-After");
    return isPassedOver(event) && !goesOn;
  }

  private static boolean isUnavailable(DialogEvent event) {
    return event instanceof DialogEvent.Refused(var response) && response.status() == 503;
  }

  @Override
  public String callId() {
    return dialog.callId();
  }

  @Override
  public void ack(Optional<String> sdp) {
    dialog.ack(sdp);
  }

  @Override
  public void cancel(Optional<String> reasonHeader) {
    settled = true;
    dialog.cancel(reasonHeader);
  }

  @Override
  public void bye(Optional<String> reasonHeader) {
    dialog.bye(reasonHeader);
  }

  @Override
  public void reinvite(String sdp) {
    dialog.reinvite(sdp);
  }

  @Override
  public void refresh(String sdp) {
    dialog.refresh(sdp);
  }
}
