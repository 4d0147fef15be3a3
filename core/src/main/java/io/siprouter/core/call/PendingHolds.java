package io.siprouter.core.call;

import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.NoSuchLeg;
import io.siprouter.core.call.Outcome.Refused;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegId;
import io.siprouter.sip.message.ReasonPhrase;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whoever waits for a party to take a hold, or the end of one. On the call's loop. */
final class PendingHolds {

  private final Map<Leg, CompletableFuture<Outcome<LegId>>> waiting = new HashMap<>();

  /**
   * Asks a leg for what only its party can grant.
   *
   * @param request one at a time for each leg
   */
  CompletionStage<Outcome<LegId>> ask(Leg leg, Runnable request) {
    var answer = new CompletableFuture<Outcome<LegId>>();
    waiting.put(leg, answer);
    request.run();
    return answer;
  }

  void done(Leg leg) {
    settle(leg, new Done<>(leg.id()));
  }

  void refused(Leg leg, int status) {
    settle(leg, new Refused<>(status, "The far end says " + ReasonPhrase.of(status)));
  }

  void ended(Leg leg) {
    settle(leg, new NoSuchLeg<>());
  }

  private void settle(Leg leg, Outcome<LegId> outcome) {
    var answer = waiting.remove(leg);
    if (answer != null) {
      answer.complete(outcome);
    }
  }
}
