package io.siprouter.control.handler;

import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.core.call.Outcome;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Says on the wire what became of something that the engine was asked to do. */
final class Outcomes {

  private static final int RETRY_AFTER_S = 5;

  private Outcomes() {}

  /**
   * @param place what it was done to, for people
   */
  static <T> CompletionStage<Reply> reply(
      CompletionStage<Outcome<T>> outcome, String place, Function<T, Reply> done) {
    return outcome.thenApply(it -> reply(it, place, done));
  }

  static <T> CompletionStage<Reply> done(CompletionStage<Outcome<T>> outcome, String place) {
    return reply(outcome, place, _ -> Reply.done());
  }

  /**
   * @param place what it was done to, for people
   */
  static <T> Reply reply(Outcome<T> outcome, String place, Function<T, Reply> done) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> done.apply(value);
      case Outcome.NoSuchCall<T> _, Outcome.NoSuchLeg<T> _ ->
          Reply.refused(Problem.notFound("there is no " + place));
      case Outcome.WrongState<T>(var state) ->
          Reply.refused(Problem.wrongState(state, place + " is " + state));
      case Outcome.Refused<T>(var status, var reason) ->
          Reply.refused(Problem.conflict("refused", reason).withSipStatus(status));
      case Outcome.Busy<T> _ ->
          Reply.refused(
              Problem.unavailable("busy", "no further call can be taken now", RETRY_AFTER_S));
      case Outcome.Invalid<T>(var field, var value, var allowed) ->
          Reply.refused(Problem.badField(field, "is \"" + value + "\": " + allowed));
    };
  }
}
