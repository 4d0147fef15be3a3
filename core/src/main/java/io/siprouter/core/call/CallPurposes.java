package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import java.util.function.Supplier;

/** What a call rings for, which decides what becomes of an answer. On the call's loop. */
final class CallPurposes {

  private final Call call;
  private final CallJournal journal;

  CallPurposes(Call call, CallJournal journal) {
    this.call = call;
    this.journal = journal;
  }

  /** Rings on behalf of somebody who waits for the answer. */
  RingGroup.Purpose forWaiting(Leg waiting) {
    return new ForWaiting(waiting);
  }

  /**
   * Rings the side that is called first.
   *
   * @param next what to do once it answers
   * @param shown whom the other side sees
   */
  RingGroup.Purpose toConnectWith(Supplier<CallPlan> next, Party shown) {
    return new ToConnect(next, shown);
  }

  private final class ForWaiting implements RingGroup.Purpose {
    private final Leg waiting;

    ForWaiting(Leg waiting) {
      this.waiting = waiting;
    }

    @Override
    public void rang() {
      journal.ringing();
      waiting.ring();
    }

    @Override
    public void progressed(Leg branch) {
      journal.earlyMedia();
      waiting.passEarlyMedia(branch.codec());
    }

    @Override
    public void won(Leg branch) {
      waiting.answer(branch.codec());
      call.connected();
    }

    @Override
    public void lost(LegEnd best) {
      call.decide(best);
      waiting.release(best);
    }
  }

  private final class ToConnect implements RingGroup.Purpose {
    private final Supplier<CallPlan> next;
    private final Party shown;

    ToConnect(Supplier<CallPlan> next, Party shown) {
      this.next = next;
      this.shown = shown;
    }

    @Override
    public void rang() {}

    @Override
    public void progressed(Leg branch) {}

    @Override
    public void won(Leg branch) {
      call.connectWith(next.get(), shown, branch);
    }

    @Override
    public void lost(LegEnd best) {
      call.decide(best);
    }
  }
}
