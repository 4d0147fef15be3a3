package io.siprouter.core.leg;

import io.siprouter.core.leg.LegAction.AnswerReoffer;
import io.siprouter.core.leg.LegAction.End;
import io.siprouter.core.leg.LegAction.OfferHold;
import io.siprouter.core.leg.LegAction.RefuseReoffer;
import io.siprouter.core.leg.LegAction.ReportAnswered;
import io.siprouter.core.leg.LegAction.ReportHold;
import io.siprouter.core.leg.LegAction.ReportHoldRefused;
import io.siprouter.core.leg.LegAction.ReportProgressed;
import io.siprouter.core.leg.LegAction.ReportRang;
import io.siprouter.core.leg.LegAction.ReportRedirected;
import io.siprouter.core.leg.LegAction.SendAck;
import io.siprouter.core.leg.LegAction.SendAnswer;
import io.siprouter.core.leg.LegAction.SendBye;
import io.siprouter.core.leg.LegAction.SendCancel;
import io.siprouter.core.leg.LegAction.SendProgress;
import io.siprouter.core.leg.LegAction.SendRefusal;
import io.siprouter.core.leg.LegAction.SendRinging;
import io.siprouter.core.leg.LegAction.StartMedia;
import io.siprouter.core.leg.LegInput.AckMissing;
import io.siprouter.core.leg.LegInput.Acknowledged;
import io.siprouter.core.leg.LegInput.Answer;
import io.siprouter.core.leg.LegInput.AnsweredBy;
import io.siprouter.core.leg.LegInput.CancelTimedOut;
import io.siprouter.core.leg.LegInput.Cancelled;
import io.siprouter.core.leg.LegInput.FromCallee;
import io.siprouter.core.leg.LegInput.FromCaller;
import io.siprouter.core.leg.LegInput.FromHub;
import io.siprouter.core.leg.LegInput.HoldParty;
import io.siprouter.core.leg.LegInput.HungUp;
import io.siprouter.core.leg.LegInput.PassEarlyMedia;
import io.siprouter.core.leg.LegInput.Progressed;
import io.siprouter.core.leg.LegInput.Rang;
import io.siprouter.core.leg.LegInput.Redirected;
import io.siprouter.core.leg.LegInput.Refused;
import io.siprouter.core.leg.LegInput.Release;
import io.siprouter.core.leg.LegInput.ReofferRefused;
import io.siprouter.core.leg.LegInput.ReofferTaken;
import io.siprouter.core.leg.LegInput.Reoffered;
import io.siprouter.core.leg.LegInput.ResumeParty;
import io.siprouter.core.leg.LegInput.Ring;
import io.siprouter.core.leg.LegInput.Unreachable;
import io.siprouter.core.leg.LegState.Answered;
import io.siprouter.core.leg.LegState.Answering;
import io.siprouter.core.leg.LegState.Cancelling;
import io.siprouter.core.leg.LegState.Inviting;
import io.siprouter.core.leg.LegState.Offered;
import io.siprouter.core.leg.LegState.Progress;
import io.siprouter.core.leg.LegState.Releasing;
import io.siprouter.core.leg.LegState.Terminated;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of a leg's INVITE, and of the holds that follow it, as a pure function (RFC 3261 §13 to
 * §15, RFC 6337 §5.3).
 *
 * <pre>
 *   Offered    => Answering   hub answers; 200 is sent
 *   Offered    => Terminated  hub refuses, caller cancels
 *   Answering  => Answered    ACK came
 *   Answering  => Releasing   hub ends the leg before the ACK allows a BYE
 *   Answering  => Terminated  the ACK leaves our offer without usable answer
 *   Answering, Releasing => Terminated  BYE, or no ACK
 *   Inviting   => Answered    200 came; ACK is sent
 *   Inviting   => Cancelling  hub gives up
 *   Inviting   => Terminated  refused, redirected, unreachable, hung up early, or answered with
 *                             media we cannot use
 *   Cancelling => Terminated  final response; the dialog hangs up if that is a 200
 *   Answered   => Answered    a hold begins or ends: offered, and then taken or refused
 *   Answered   => Terminated  BYE from either side, or no ACK to our answer of a re-INVITE
 * </pre>
 *
 * What comes too late to matter leaves the state as it is.
 */
public final class LegMachine {

  /** The next state, with what has to be done on the way to it. */
  public record Step(LegState state, List<LegAction> actions) {}

  private LegMachine() {}

  /**
   * What an input does to a leg.
   *
   * @throws IllegalStateException if a caller's input meets an outbound leg or the reverse
   */
  public static Step next(LegState state, LegInput input) {
    return switch (state) {
      case Offered offered -> offered(offered, input);
      case Answering answering -> answering(answering, input);
      case Releasing releasing -> releasing(releasing, input);
      case Inviting inviting -> inviting(inviting, input);
      case Cancelling cancelling -> cancelling(cancelling, input);
      case Answered answered -> answered(answered, input);
      case Terminated terminated -> stay(terminated);
    };
  }

  private static Step offered(Offered state, LegInput input) {
    return switch (input) {
      case Ring _ -> ring(state);
      case PassEarlyMedia _ -> progress(state);
      case Answer _ -> answer(state);
      case Release(var end) -> end(end, new SendRefusal(end));
      case Cancelled _, HungUp _ -> end(LegEnd.CANCELLED, new SendRefusal(LegEnd.CANCELLED));
      case Acknowledged _, AckMissing _ -> stay(state);
      case HoldParty _, ResumeParty _, ReofferTaken _, ReofferRefused _ -> stay(state);
      case Reoffered _ -> stay(state, new RefuseReoffer());
      case FromCallee wrong -> throw illegal(state, wrong);
    };
  }

  private static Step ring(Offered state) {
    return switch (state.told()) {
      case NONE -> step(new Offered(Progress.RINGING), new SendRinging());
      case RINGING -> stay(state);
      case EARLY -> stay(state, new SendRinging());
    };
  }

  private static Step progress(Offered state) {
    return state.told() == Progress.EARLY
        ? stay(state)
        : step(new Offered(Progress.EARLY), new SendProgress(), new StartMedia());
  }

  private static Step answer(Offered state) {
    return state.told() == Progress.EARLY
        ? step(new Answering(), new SendAnswer(), new ReportAnswered())
        : step(new Answering(), new SendAnswer(), new StartMedia(), new ReportAnswered());
  }

  private static Step answering(Answering state, LegInput input) {
    return switch (input) {
      case Acknowledged(var mediaAgreed) -> mediaAgreed ? step(new Answered()) : unanswered();
      case AckMissing _ -> end(LegEnd.ACK_MISSING, new SendBye(LegEnd.ACK_MISSING));
      case HungUp _ -> end(LegEnd.REMOTE_HANGUP);
      case Release(var end) -> step(new Releasing(end));
      case Cancelled _, Ring _, PassEarlyMedia _, Answer _ -> stay(state);
      case HoldParty _, ResumeParty _, ReofferTaken _, ReofferRefused _ -> stay(state);
      case Reoffered _ -> stay(state, new RefuseReoffer());
      case FromCallee wrong -> throw illegal(state, wrong);
    };
  }

  private static Step unanswered() {
    return end(LegEnd.NO_COMMON_MEDIA, new SendBye(LegEnd.NO_COMMON_MEDIA));
  }

  private static Step releasing(Releasing state, LegInput input) {
    return switch (input) {
      case Acknowledged _, AckMissing _ -> end(state.end(), new SendBye(state.end()));
      case HungUp _ -> end(state.end());
      case Cancelled _, ReofferTaken _, ReofferRefused _ -> stay(state);
      case Reoffered _ -> stay(state, new RefuseReoffer());
      case FromHub _ -> stay(state);
      case FromCallee wrong -> throw illegal(state, wrong);
    };
  }

  private static Step inviting(Inviting state, LegInput input) {
    return switch (input) {
      case Rang _ -> rang(state);
      case Progressed _ -> progressed(state);
      case AnsweredBy(var mediaAgreed) -> mediaAgreed ? connected(state) : unusable();
      case Refused(var status, var reason) -> end(LegEnd.refused(status, reason));
      case Redirected(var status, var reason, var contacts) ->
          end(LegEnd.redirected(status, reason), new ReportRedirected(contacts));
      case Unreachable(var status, var reason) -> end(LegEnd.refused(status, reason));
      case CancelTimedOut _ -> stay(state);
      case Release(var end) -> step(new Cancelling(end), new SendCancel(end));
      case Ring _, PassEarlyMedia _, Answer _ -> stay(state);
      case HoldParty _, ResumeParty _, ReofferTaken _, ReofferRefused _ -> stay(state);
      case HungUp _ -> end(LegEnd.refused(480, "Temporarily Unavailable"));
      case Reoffered _ -> stay(state, new RefuseReoffer());
      case FromCaller wrong -> throw illegal(state, wrong);
    };
  }

  private static Step rang(Inviting state) {
    var heard = state.heard() == Progress.EARLY ? Progress.EARLY : Progress.RINGING;
    return step(new Inviting(heard), new ReportRang());
  }

  private static Step progressed(Inviting state) {
    return state.heard() == Progress.EARLY
        ? stay(state)
        : step(new Inviting(Progress.EARLY), new StartMedia(), new ReportProgressed());
  }

  private static Step connected(Inviting state) {
    return state.heard() == Progress.EARLY
        ? step(new Answered(), new SendAck(), new ReportAnswered())
        : step(new Answered(), new SendAck(), new StartMedia(), new ReportAnswered());
  }

  private static Step unusable() {
    return end(LegEnd.NO_COMMON_MEDIA, new SendAck(), new SendBye(LegEnd.NO_COMMON_MEDIA));
  }

  private static Step cancelling(Cancelling state, LegInput input) {
    return switch (input) {
      case AnsweredBy _, Refused _, Redirected _, Unreachable _ -> end(state.end());
      case CancelTimedOut _, HungUp _ -> end(state.end());
      case Rang _, Progressed _, ReofferTaken _, ReofferRefused _ -> stay(state);
      case Reoffered _ -> stay(state, new RefuseReoffer());
      case FromHub _ -> stay(state);
      case FromCaller wrong -> throw illegal(state, wrong);
    };
  }

  private static Step answered(Answered state, LegInput input) {
    return switch (input) {
      case HungUp _ -> end(LegEnd.REMOTE_HANGUP);
      case Release(var end) -> end(end, new SendBye(end));
      case Reoffered _ -> stay(state, new AnswerReoffer());
      case HoldParty _ -> turn(state, Hold.OFF, Hold.BEGINNING, new OfferHold(true));
      case ResumeParty _ -> turn(state, Hold.ON, Hold.ENDING, new OfferHold(false));
      case ReofferTaken _ -> turned(state, state.hold().done(), new ReportHold());
      case ReofferRefused(var status) ->
          turned(state, state.hold().undone(), new ReportHoldRefused(status));
      case AckMissing _ -> end(LegEnd.ACK_MISSING, new SendBye(LegEnd.ACK_MISSING));
      case Ring _, PassEarlyMedia _, Answer _ -> stay(state);
      case Acknowledged _, Cancelled _, FromCallee _ -> stay(state);
    };
  }

  private static Step turn(Answered state, Hold from, Hold to, LegAction offer) {
    return state.hold() == from ? step(new Answered(to), offer) : stay(state);
  }

  /** A re-INVITE that only refreshes the session leaves a hold as it is. */
  private static Step turned(Answered state, Hold to, LegAction report) {
    return state.hold().isSettled() ? stay(state) : step(new Answered(to), report);
  }

  private static Step step(LegState state, LegAction... actions) {
    return new Step(state, List.of(actions));
  }

  private static Step stay(LegState state, LegAction... actions) {
    return step(state, actions);
  }

  private static Step end(LegEnd end, LegAction... before) {
    var actions = new ArrayList<LegAction>(List.of(before));
    actions.add(new End(end));
    return new Step(new Terminated(end), List.copyOf(actions));
  }

  private static IllegalStateException illegal(LegState state, LegInput input) {
    return new IllegalStateException(input + " cannot happen in " + state);
  }
}
