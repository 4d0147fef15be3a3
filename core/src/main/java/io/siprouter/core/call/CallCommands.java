package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.core.call.Outcome.Invalid;
import io.siprouter.core.call.Outcome.NoSuchCall;
import io.siprouter.core.leg.LegId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What programs may do to running calls. Any thread; an answer comes on the call's loop, so what
 * follows it must not wait. A call that ends before it has answered answers as {@link NoSuchCall}.
 */
public final class CallCommands {

  private static final int LEAST_STATUS = 400;
  private static final int GREATEST_STATUS = 699;

  private final Function<CallId, Optional<Call>> calls;

  CallCommands(Function<CallId, Optional<Call>> calls) {
    this.calls = calls;
  }

  /** Ends a call. */
  public CompletionStage<Outcome<CallId>> hangUp(CallId call) {
    return ask(call, CallControl::hangUp);
  }

  /**
   * Rings a further party into a call.
   *
   * @param to as the device would dial it
   * @param onBehalf the device whose routes and rights the dial goes by
   * @return the legs that ring at once
   */
  public CompletionStage<Outcome<List<LegId>>> addLeg(CallId call, String to, Device onBehalf) {
    return ask(call, it -> it.addLeg(onBehalf, to));
  }

  /**
   * Lets all parties of a call go over to another one, where everybody hears everybody then. Nobody
   * is hung up or invited anew, legs have other names there, and the call that they leave ends.
   * Neither of the calls may be ringing.
   *
   * @return the call where all are then
   */
  public CompletionStage<Outcome<CallId>> merge(CallId into, CallId from) {
    if (into.equals(from)) {
      return invalid("from", from.value(), "another call");
    }
    return calls
        .apply(into)
        .flatMap(target -> calls.apply(from).map(source -> source.mergeInto(target)))
        .orElseGet(() -> CompletableFuture.completedStage(new NoSuchCall<>()));
  }

  /** Ends one leg; the call ends with it where fewer than two parties are left. */
  public CompletionStage<Outcome<LegId>> remove(CallId call, LegId leg) {
    return ask(call, it -> it.remove(leg));
  }

  /** Answers a caller, whether or not anybody else has. */
  public CompletionStage<Outcome<LegId>> answer(CallId call, LegId leg) {
    return ask(call, it -> it.answer(leg));
  }

  /**
   * Refuses a caller that has not been answered.
   *
   * @param status what the caller is told [400..699]
   */
  public CompletionStage<Outcome<LegId>> reject(CallId call, LegId leg, int status) {
    return status < LEAST_STATUS || status > GREATEST_STATUS
        ? invalid("status", String.valueOf(status), LEAST_STATUS + " to " + GREATEST_STATUS)
        : ask(call, it -> it.reject(leg, status));
  }

  /**
   * Leaves what a leg's party says out of the call's sound, or lets it be heard again. It goes on
   * hearing the others, and its keys are passed on.
   */
  public CompletionStage<Outcome<LegId>> mute(CallId call, LegId leg, boolean muted) {
    return ask(call, it -> it.mute(leg, muted));
  }

  /**
   * Puts a leg's party on hold: it hears nothing, and nobody hears it. Done as soon as it has taken
   * that, refused as it refuses; a crossing change of either side refuses with 491.
   */
  public CompletionStage<Outcome<LegId>> hold(CallId call, LegId leg) {
    return askLater(call, it -> it.hold(leg));
  }

  /** Takes a party off hold; the party may go on holding us. Done or refused as a hold is. */
  public CompletionStage<Outcome<LegId>> resume(CallId call, LegId leg) {
    return askLater(call, it -> it.resume(leg));
  }

  /**
   * Presses keys towards a leg's party, each for 120 ms with 80 ms after it. Done as soon as they
   * are accepted.
   *
   * @param digits up to 64 of {@code 0-9 * # A-D}, and commas for pauses of a second
   */
  public CompletionStage<Outcome<LegId>> sendDigits(CallId call, LegId leg, String digits) {
    return KeyPresses.areKeys(digits)
        ? ask(call, it -> it.press(leg, digits))
        : invalid("digits", digits, "1 to " + KeyPresses.MOST_KEYS + " of " + KeyPresses.KEYS);
  }

  private <T> CompletionStage<Outcome<T>> ask(
      CallId call, Function<CallControl, Outcome<T>> operation) {
    return calls
        .apply(call)
        .map(it -> it.ask(operation))
        .orElseGet(() -> CompletableFuture.completedStage(new NoSuchCall<>()));
  }

  private <T> CompletionStage<Outcome<T>> askLater(
      CallId call, Function<CallControl, CompletionStage<Outcome<T>>> operation) {
    return calls
        .apply(call)
        .map(it -> it.askLater(operation))
        .orElseGet(() -> CompletableFuture.completedStage(new NoSuchCall<>()));
  }

  private static <T> CompletionStage<Outcome<T>> invalid(
      String field, String value, String allowed) {
    return CompletableFuture.completedStage(new Invalid<>(field, value, allowed));
  }
}
