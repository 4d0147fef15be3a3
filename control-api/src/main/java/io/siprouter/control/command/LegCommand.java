package io.siprouter.control.command;

import io.siprouter.control.view.LegsView;
import java.util.Optional;

/** Acts on the legs of a call. */
public sealed interface LegCommand extends Command {

  /** Of the call. */
  String id();

  /**
   * Rings a further party into a call.
   *
   * @param id of the call
   * @param to an extension or a number
   * @param onBehalf the device by whose rights and routes the number is dialled; else the one that
   *     the call came from, or the first of ours that talks in it
   */
  @Operation(
      name = "add_leg",
      verb = Verb.POST,
      path = "/calls/{id}/legs",
      scope = Scope.CALL,
      result = LegsView.class,
      made = true)
  record AddLeg(
      String id, @Limits(minLength = 1, maxLength = 64) String to, Optional<String> onBehalf)
      implements LegCommand {}

  /**
   * Ends one leg; the call goes on as long as two parties are left.
   *
   * @param id of the call
   * @param leg of that call
   */
  @Operation(
      name = "remove_leg",
      verb = Verb.DELETE,
      path = "/calls/{id}/legs/{leg}",
      scope = Scope.CALL)
  record RemoveLeg(String id, String leg) implements LegCommand {}

  /**
   * Answers a caller that has not been answered, whoever rings for it.
   *
   * @param id of the call
   * @param leg of the caller
   */
  @Operation(
      name = "answer",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/answer",
      scope = Scope.CALL)
  record Answer(String id, String leg) implements LegCommand {}

  /**
   * Refuses a caller that has not been answered.
   *
   * @param id of the call
   * @param leg of the caller
   * @param status what the caller is told; else 603
   */
  @Operation(
      name = "reject",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/reject",
      scope = Scope.CALL)
  record Reject(String id, String leg, @Limits(min = 400, max = 699) Optional<Integer> status)
      implements LegCommand {}

  /**
   * Leaves what a party says out of the call's sound; it goes on hearing the others.
   *
   * @param id of the call
   * @param leg of the party
   */
  @Operation(
      name = "mute",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/mute",
      scope = Scope.CALL)
  record Mute(String id, String leg) implements LegCommand {}

  /**
   * Lets a muted party be heard again.
   *
   * @param id of the call
   * @param leg of the party
   */
  @Operation(
      name = "unmute",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/unmute",
      scope = Scope.CALL)
  record Unmute(String id, String leg) implements LegCommand {}

  /**
   * Puts a party on hold: it hears nothing, and nobody hears it. Answered once it has taken that.
   *
   * @param id of the call
   * @param leg of the party
   */
  @Operation(
      name = "hold",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/hold",
      scope = Scope.CALL)
  record HoldLeg(String id, String leg) implements LegCommand {}

  /**
   * Takes a party off hold; it may go on holding us. Answered once it has taken that.
   *
   * @param id of the call
   * @param leg of the party
   */
  @Operation(
      name = "resume",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/resume",
      scope = Scope.CALL)
  record ResumeLeg(String id, String leg) implements LegCommand {}

  /**
   * Presses keys towards a party.
   *
   * @param id of the call
   * @param leg of the party
   * @param digits of {@code 0-9 * # A-D}, and commas for pauses of a second
   */
  @Operation(
      name = "send_dtmf",
      verb = Verb.POST,
      path = "/calls/{id}/legs/{leg}/dtmf",
      scope = Scope.CALL)
  record SendDtmf(
      String id,
      String leg,
      @Limits(minLength = 1, maxLength = 64, pattern = "^[0-9*#A-D,]*$") String digits)
      implements LegCommand {}
}
