package io.siprouter.control.feed;

import io.siprouter.control.command.CallCommand.Wait;
import io.siprouter.control.view.CallView;
import java.util.concurrent.CompletableFuture;

/** Somebody who waits for a call to come to a point. On the feed's loop. */
final class CallWait {

  private final String callId;
  private final Wait wait;
  private final CompletableFuture<CallView> outcome = new CompletableFuture<>();

  CallWait(String callId, Wait wait) {
    this.callId = callId;
    this.wait = wait;
  }

  CompletableFuture<CallView> outcome() {
    return outcome;
  }

  /** Whether there is nothing to wait for any more. */
  boolean isOver(Picture picture) {
    picture.callOrLate(callId).filter(this::isReached).ifPresent(outcome::complete);
    return outcome.isDone();
  }

  private boolean isReached(CallView call) {
    return switch (call.state()) {
      case "created" -> wait == Wait.CREATED;
      case "ringing" -> wait != Wait.ANSWERED;
      default -> true;
    };
  }
}
