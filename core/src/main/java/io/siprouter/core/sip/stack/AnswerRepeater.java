package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.jain.InboundTransaction;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends our 2xx to an INVITE, and again until its ACK comes: after T1, doubling up to 8*T1 (T2),
 * and gives up after 64*T1. Belongs to the dialog's lane. RFC 3261 §13.3.1.4.
 */
final class AnswerRepeater {
  private static final int LONGEST_PAUSE = 8; // T2 [T1]
  private static final int LIMIT = 64; // [T1]

  /** An answer that waits for its ACK. */
  private record Pending(InboundTransaction transaction, SipResponse answer) {}

  private final Lanes lanes;
  private final Lane lane;
  private final Runnable onTimeout;
  private @Nullable Pending pending;
  private @Nullable Future<?> timer;

  AnswerRepeater(Lanes lanes, Lane lane, Runnable onTimeout) {
    this.lanes = lanes;
    this.lane = lane;
    this.onTimeout = onTimeout;
  }

  void answer(InboundTransaction transaction, SipResponse answer) {
    stop();
    pending = new Pending(transaction, answer);
    transaction.reply(answer);
    arm(1, 1);
  }

  boolean isPending() {
    return pending != null;
  }

  /**
   * @param pause until the next repetition [T1]
   * @param elapsed since the answer, at that repetition [T1]
   */
  private void arm(int pause, int elapsed) {
    var delay = lanes.t1().multipliedBy(pause);
    timer = lane.schedule(delay, () -> repeat(pause, elapsed));
  }

  private void repeat(int pause, int elapsed) {
    if (pending == null) {
      return;
    }
    if (elapsed >= LIMIT) {
      pending = null;
      onTimeout.run();
      return;
    }
    pending.transaction().resend();
    int next = Math.min(Math.min(2 * pause, LONGEST_PAUSE), LIMIT - elapsed);
    arm(next, elapsed + next);
  }

  /** Whether this ACK ends the repetition. */
  boolean acknowledge(SipRequest ack) {
    boolean awaited = pending != null && pending.answer().cSeq().number() == ack.cSeq().number();
    if (awaited) {
      stop();
    }
    return awaited;
  }

  /** Answers an INVITE that came again because our answer got lost; false if it is another. */
  boolean answersAgain(InboundTransaction repeated) {
    var known = pending;
    if (known == null || !known.answer().cSeq().equals(repeated.request().cSeq())) {
      return false;
    }
    repeated.reply(known.answer());
    return true;
  }

  void stop() {
    pending = null;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
