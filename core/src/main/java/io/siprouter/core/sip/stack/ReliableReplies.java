package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Our provisional responses to a caller that has them acknowledged: one at a time, again after T1,
 * doubling, and given up after 64*T1. Belongs to the dialog's lane. RFC 3262 §3.
 */
final class ReliableReplies {
  private static final int LIMIT = 64; // [T1]
  private static final int MAX_WAITING = 8;

  private final InboundTransaction invite;
  private final Lane lane;
  private final Duration t1;
  private final Runnable onTimeout;
  private final Deque<SipResponse> waiting = new ArrayDeque<>();
  private long number = Tokens.cSeq();
  private boolean pending;
  private boolean described;
  private @Nullable Runnable then;
  private @Nullable Future<?> timer;

  ReliableReplies(InboundTransaction invite, Lane lane, Duration t1, Runnable onTimeout) {
    this.invite = invite;
    this.lane = lane;
    this.t1 = t1;
    this.onTimeout = onTimeout;
  }

  /** Sends a response, or keeps it until the one before is acknowledged. */
  void send(SipResponse response) {
    if (!pending) {
      reply(response);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(response);
    }
  }

  private void reply(SipResponse response) {
    pending = true;
    described |= Sdp.of(response).isPresent();
    number++;
    invite.reply(
        response.toBuilder()
            .header("Require", SipAbilities.RELIABLE)
            .header("RSeq", Long.toString(number))
            .build());
    arm(1, 1);
  }

  /**
   * @param pause until the next repetition [T1]
   * @param elapsed since the response, at that repetition [T1]
   */
  private void arm(int pause, int elapsed) {
    timer = lane.schedule(t1.multipliedBy(pause), () -> repeat(pause, elapsed));
  }

  private void repeat(int pause, int elapsed) {
    if (elapsed >= LIMIT) {
      stop();
      onTimeout.run();
      return;
    }
    invite.resend();
    int next = Math.min(2 * pause, LIMIT - elapsed);
    arm(next, elapsed + next);
  }

  /** Whether a PRACK means the response that waits for one; the next is sent then. */
  boolean acknowledge(SipRequest prack) {
    var expected = number + " " + invite.request().cSeq();
    var named = prack.headers().first("RAck").orElse("").strip().replaceAll("\\s+", " ");
    if (!pending || !named.equals(expected)) {
      return false;
    }
    disarm();
    pending = false;
    return true;
  }

  /** Goes on after an acknowledgement: with the answer if there is one, else with the next. */
  void proceed() {
    if (then != null) {
      var answer = then;
      stop();
      answer.run();
    } else if (!waiting.isEmpty()) {
      reply(waiting.remove());
    }
  }

  /** Answers, as soon as nothing that was said before is unacknowledged. RFC 3262 §3. */
  void answer(Runnable answer) {
    if (pending) {
      waiting.clear();
      then = answer;
    } else {
      stop();
      answer.run();
    }
  }

  /** Whether a description of ours has arrived, so that the answer needs none. RFC 6337 §3.1.1. */
  boolean isDescribed() {
    return described;
  }

  void stop() {
    disarm();
    pending = false;
    then = null;
    waiting.clear();
  }

  private void disarm() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
