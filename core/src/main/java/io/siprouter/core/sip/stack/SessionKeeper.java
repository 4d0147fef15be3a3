package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.SessionTerms;
import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link SessionTimer} of one dialog and its deadlines: when we have to refresh, and when
 * the session has expired. Belongs to the dialog's lane.
 */
final class SessionKeeper {

  /** Hears of the deadlines. */
  interface Owner {

    void refreshSession();

    void sessionExpired();
  }

  private final Lane lane;
  private final Owner owner;
  private SessionTimer timer = SessionTimer.of(SessionTerms.OFF);
  private @Nullable Future<?> refresh;
  private @Nullable Future<?> expiry;
  private boolean ended;

  SessionKeeper(Lane lane, Owner owner) {
    this.lane = lane;
    this.owner = owner;
  }

  void agree(DialogTerms terms) {
    timer = SessionTimer.of(terms.session());
  }

  /** Says in a request of ours what we want. */
  SipRequest asking(SipRequest request) {
    var builder = request.toBuilder();
    timer.ask().forEach(header -> builder.header(header.name(), header.value()));
    return builder.build();
  }

  /** The same request with a longer interval if that is what the peer wants. */
  Optional<SipRequest> lengthened(SipRequest request, SipResponse refusal) {
    var longer = timer.lengthened(refusal);
    longer.ifPresent(next -> timer = next);
    return longer.map(_ -> asking(request));
  }

  /** Takes the 2xx to a request of ours that began or refreshed the session. */
  void answered(SipResponse answer) {
    follow(timer.answered(answer));
  }

  /** Refuses a request that asks for too short an interval; whether it did. */
  boolean refuses(InboundTransaction transaction) {
    var least = timer.tooShort(transaction.request());
    least.ifPresent(
        seconds ->
            transaction.reply(
                SipResponse.responseTo(transaction.request(), 422)
                    .toTag(Tokens.tag())
                    .header("Min-SE", Integer.toString(seconds))
                    .build()));
    return least.isPresent();
  }

  /** Says in our 2xx to a request what we grant, and begins to count. */
  SipResponse granting(SipRequest request, SipResponse answer) {
    var grant = timer.grant(request);
    follow(grant.next());
    return answer.toBuilder().addHeaders(grant.headers()).build();
  }

  private void follow(SessionTimer next) {
    timer = next;
    stop();
    if (!ended) {
      next.agreement().ifPresent(this::arm);
    }
  }

  private void arm(SessionTimer.Agreement agreement) {
    expiry = after(agreement.endAfter(), owner::sessionExpired);
    if (agreement.refresher() == SessionTimer.Refresher.US) {
      refresh = after(agreement.refreshAfter(), owner::refreshSession);
    }
  }

  /** Lets us try again before the session expires. */
  void refreshAgain(Duration delay) {
    if (ended) {
      return;
    }
    if (refresh != null) {
      refresh.cancel(false);
    }
    refresh = after(delay, owner::refreshSession);
  }

  private Future<?> after(Duration delay, Runnable task) {
    return lane.schedule(delay, task);
  }

  /** Counts no more, whatever the peer may still answer. */
  void end() {
    ended = true;
    stop();
  }

  private void stop() {
    if (refresh != null) {
      refresh.cancel(false);
      refresh = null;
    }
    if (expiry != null) {
      expiry.cancel(false);
      expiry = null;
    }
  }
}
