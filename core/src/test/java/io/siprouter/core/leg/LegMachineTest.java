package io.siprouter.core.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.siprouter.core.leg.LegState.Terminated;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LegMachineTest {

  private static final LegEnd GONE = LegEnd.byCommand();
  private static final LegEnd BUSY = LegEnd.refused(486, "Busy Here");

  @Test
  void inboundLegRingsIsAnsweredAndHungUpByTheCaller() {
    var leg = new Walk(LegState.offered());

    assertThat(leg.on(new Ring())).containsExactly(new SendRinging());
    assertThat(leg.label()).isEqualTo("ringing");
    assertThat(leg.on(new Answer()))
        .containsExactly(new SendAnswer(), new StartMedia(), new ReportAnswered());
    assertThat(leg.on(new Acknowledged(true))).isEmpty();
    assertThat(leg.on(new HungUp())).containsExactly(new End(LegEnd.REMOTE_HANGUP));
    assertThat(leg.label()).isEqualTo("terminated");
  }

  @Test
  void earlyMediaStartsTheMediaOnce() {
    var leg = new Walk(LegState.offered());

    assertThat(leg.on(new PassEarlyMedia())).containsExactly(new SendProgress(), new StartMedia());
    assertThat(leg.on(new PassEarlyMedia())).isEmpty();
    assertThat(leg.on(new Ring())).containsExactly(new SendRinging());
    assertThat(leg.label()).isEqualTo("early");
    assertThat(leg.on(new Answer())).containsExactly(new SendAnswer(), new ReportAnswered());
  }

  @Test
  void secondRingTellsTheCallerNothingNew() {
    var leg = new Walk(LegState.offered());
    leg.on(new Ring());

    assertThat(leg.on(new Ring())).isEmpty();
  }

  @Test
  void refusalOfAnInboundLegCarriesTheStatusGiven() {
    var leg = new Walk(LegState.offered());

    assertThat(leg.on(new Release(BUSY))).containsExactly(new SendRefusal(BUSY), new End(BUSY));
  }

  @Test
  void callerThatCancelsGets487() {
    var leg = new Walk(LegState.offered());
    leg.on(new Ring());

    assertThat(leg.on(new Cancelled()))
        .containsExactly(new SendRefusal(LegEnd.CANCELLED), new End(LegEnd.CANCELLED));
  }

  @Test
  void cancelThatCrossesOurAnswerComesTooLate() {
    var leg = new Walk(LegState.offered());
    leg.on(new Answer());

    assertThat(leg.on(new Cancelled())).isEmpty();
    assertThat(leg.state().answered()).isTrue();
  }

  @Test
  void hangUpBeforeTheAckWaitsForIt() {
    var leg = new Walk(LegState.offered());
    leg.on(new Answer());

    assertThat(leg.on(new Release(GONE))).isEmpty();
    assertThat(leg.on(new Acknowledged(true))).containsExactly(new SendBye(GONE), new End(GONE));
  }

  @Test
  void missingAckEndsTheLegWithBye() {
    var leg = new Walk(LegState.offered());
    leg.on(new Answer());

    assertThat(leg.on(new AckMissing()))
        .containsExactly(new SendBye(LegEnd.ACK_MISSING), new End(LegEnd.ACK_MISSING));
  }

  @Test
  void byeThatOvertakesTheAckEndsTheLeg() {
    var leg = new Walk(LegState.offered());
    leg.on(new Answer());

    assertThat(leg.on(new HungUp())).containsExactly(new End(LegEnd.REMOTE_HANGUP));
  }

  @Test
  void outboundLegRingsAndIsAnswered() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.label()).isEqualTo("inviting");
    assertThat(leg.on(new Rang())).containsExactly(new ReportRang());
    assertThat(leg.label()).isEqualTo("ringing");
    assertThat(leg.on(new AnsweredBy(true)))
        .containsExactly(new SendAck(), new StartMedia(), new ReportAnswered());
    assertThat(leg.on(new Release(GONE))).containsExactly(new SendBye(GONE), new End(GONE));
  }

  @Test
  void outboundEarlyMediaIsStartedOnceAndKeptByTheAnswer() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.on(new Progressed())).containsExactly(new StartMedia(), new ReportProgressed());
    assertThat(leg.on(new Progressed())).isEmpty();
    assertThat(leg.on(new Rang())).containsExactly(new ReportRang());
    assertThat(leg.label()).isEqualTo("early");
    assertThat(leg.on(new AnsweredBy(true))).containsExactly(new SendAck(), new ReportAnswered());
  }

  @Test
  void refusalIsReportedAsTheCalleeGaveIt() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.on(new Refused(486, "Busy Here"))).containsExactly(new End(BUSY));
  }

  @Test
  void unreachableCalleeEndsTheLeg() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.on(new Unreachable(408, "Request Timeout")))
        .containsExactly(new End(new LegEnd(EndCause.TIMEOUT, 408, "Request Timeout")));
  }

  @Test
  void answerWithUnusableMediaIsAckedAndHungUp() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.on(new AnsweredBy(false)))
        .containsExactly(
            new SendAck(), new SendBye(LegEnd.NO_COMMON_MEDIA), new End(LegEnd.NO_COMMON_MEDIA));
  }

  @Test
  void callerThatAnswersOurOfferWithNothingUsableIsHungUp() {
    var leg = new Walk(LegState.offered());
    leg.on(new Answer());

    assertThat(leg.on(new Acknowledged(false)))
        .containsExactly(new SendBye(LegEnd.NO_COMMON_MEDIA), new End(LegEnd.NO_COMMON_MEDIA));
  }

  @Test
  void redirectionIsReportedBeforeItEndsTheLeg() {
    var leg = new Walk(LegState.inviting());
    var moved = new Redirected(302, "Moved Temporarily", List.of());

    assertThat(leg.on(moved))
        .containsExactly(
            new ReportRedirected(List.of()),
            new End(new LegEnd(EndCause.REJECTED, 302, "Moved Temporarily")));
  }

  @Test
  void redirectionOfACancelledLegIsNotReported() {
    var leg = new Walk(LegState.inviting());
    leg.on(new Release(GONE));

    assertThat(leg.on(new Redirected(302, "Moved Temporarily", List.of())))
        .containsExactly(new End(GONE));
  }

  @Test
  void cancelledLegEndsWithItsFinalResponse() {
    var leg = new Walk(LegState.inviting());
    leg.on(new Rang());

    assertThat(leg.on(new Release(GONE))).containsExactly(new SendCancel(GONE));
    assertThat(leg.label()).isEqualTo("cancelling");
    assertThat(leg.on(new Refused(487, "Request Terminated"))).containsExactly(new End(GONE));
  }

  @Test
  void answerThatCrossesCancelEndsTheLegAndLeavesTheBYEToTheDialog() {
    var leg = new Walk(LegState.inviting());
    leg.on(new Release(LegEnd.answeredElsewhere()));

    assertThat(leg.on(new AnsweredBy(true))).containsExactly(new End(LegEnd.answeredElsewhere()));
  }

  @Test
  void cancelledLegWithoutFinalResponseEndsInTime() {
    var leg = new Walk(LegState.inviting());
    leg.on(new Release(GONE));

    assertThat(leg.on(new CancelTimedOut())).containsExactly(new End(GONE));
  }

  @Test
  void reinviteIsAnsweredInACallAndRefusedBefore() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.on(new Reoffered())).containsExactly(new RefuseReoffer());
    leg.on(new AnsweredBy(true));
    assertThat(leg.on(new Reoffered())).containsExactly(new AnswerReoffer());
  }

  @Test
  void holdIsOfferedAndHoldsOnceItIsTaken() {
    var leg = talking();

    assertThat(leg.on(new HoldParty())).containsExactly(new OfferHold(true));
    assertThat(leg.state()).isEqualTo(new Answered(Hold.BEGINNING));
    assertThat(leg.on(new ReofferTaken())).containsExactly(new ReportHold());
    assertThat(leg.state()).isEqualTo(new Answered(Hold.ON));
    assertThat(leg.on(new ResumeParty())).containsExactly(new OfferHold(false));
    assertThat(leg.on(new ReofferTaken())).containsExactly(new ReportHold());
    assertThat(leg.state()).isEqualTo(new Answered(Hold.OFF));
  }

  @Test
  void refusedHoldLeavesTheLegAsItWas() {
    var leg = talking();
    leg.on(new HoldParty());

    assertThat(leg.on(new ReofferRefused(488))).containsExactly(new ReportHoldRefused(488));
    assertThat(leg.state()).isEqualTo(new Answered(Hold.OFF));
  }

  @Test
  void refusedEndOfAHoldLeavesTheLegHeld() {
    var leg = held();
    leg.on(new ResumeParty());

    assertThat(leg.on(new ReofferRefused(491))).containsExactly(new ReportHoldRefused(491));
    assertThat(leg.state()).isEqualTo(new Answered(Hold.ON));
  }

  @Test
  void refreshTellsNobodyOfAHold() {
    for (var leg : List.of(talking(), held())) {
      var before = leg.state();

      assertThat(leg.on(new ReofferTaken())).isEmpty();
      assertThat(leg.on(new ReofferRefused(491))).isEmpty();
      assertThat(leg.state()).isEqualTo(before);
    }
  }

  @Test
  void heldLegAnswersReinvitesAndEndsLikeAnyOther() {
    var leg = held();

    assertThat(leg.on(new Reoffered())).containsExactly(new AnswerReoffer());
    assertThat(leg.state()).isEqualTo(new Answered(Hold.ON));
    assertThat(leg.on(new HungUp())).containsExactly(new End(LegEnd.REMOTE_HANGUP));
  }

  @Test
  void nothingIsOfferedTwiceOrBeforeTheAnswer() {
    var leg = new Walk(LegState.inviting());

    assertThat(leg.on(new HoldParty())).isEmpty();
    leg.on(new AnsweredBy(true));
    assertThat(leg.on(new ResumeParty())).isEmpty();
    leg.on(new HoldParty());
    assertThat(leg.on(new HoldParty())).isEmpty();
    assertThat(leg.on(new ResumeParty())).isEmpty();
    leg.on(new ReofferTaken());
    assertThat(leg.on(new HoldParty())).isEmpty();
  }

  private static Walk talking() {
    var leg = new Walk(LegState.inviting());
    leg.on(new AnsweredBy(true));
    return leg;
  }

  private static Walk held() {
    var leg = talking();
    leg.on(new HoldParty());
    leg.on(new ReofferTaken());
    return leg;
  }

  @Test
  void missingAckToOurAnswerOfAReinviteEndsTheCall() {
    var leg = new Walk(LegState.offered());
    leg.on(new Answer());
    leg.on(new Acknowledged(true));
    leg.on(new Reoffered());

    assertThat(leg.on(new AckMissing()))
        .containsExactly(new SendBye(LegEnd.ACK_MISSING), new End(LegEnd.ACK_MISSING));
  }

  @Test
  void calleeThatHangsUpBeforeItAnswersIsTemporarilyUnavailable() {
    var leg = new Walk(LegState.inviting());
    leg.on(new Rang());

    assertThat(leg.on(new HungUp()))
        .containsExactly(new End(LegEnd.refused(480, "Temporarily Unavailable")));
  }

  @Test
  void callersInputCannotHappenOnAnOutboundLeg() {
    var leg = new Walk(LegState.inviting());

    assertThatThrownBy(() -> leg.on(new Cancelled()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cancelled")
        .hasMessageContaining("Inviting");
  }

  @Test
  void everyOrderOfInputsEndsALegAtMostOnceAndAlwaysAfterARelease() {
    for (var seed = 0; seed < 2_000; seed++) {
      assertEndsOnce(new Random(seed), LegState.offered(), INBOUND);
      assertEndsOnce(new Random(seed), LegState.inviting(), OUTBOUND);
    }
  }

  private static final List<LegInput> INBOUND =
      List.of(
          new Ring(),
          new PassEarlyMedia(),
          new Answer(),
          new Cancelled(),
          new Acknowledged(true),
          new Acknowledged(false),
          new AckMissing(),
          new HungUp(),
          new Reoffered(),
          new HoldParty(),
          new ResumeParty(),
          new ReofferTaken(),
          new ReofferRefused(491),
          new Release(GONE));

  private static final List<LegInput> OUTBOUND =
      List.of(
          new Rang(),
          new Progressed(),
          new AnsweredBy(true),
          new AnsweredBy(false),
          new Refused(486, "Busy Here"),
          new Redirected(302, "Moved Temporarily", List.of()),
          new Unreachable(503, "Service Unavailable"),
          new HungUp(),
          new Reoffered(),
          new HoldParty(),
          new ResumeParty(),
          new ReofferTaken(),
          new ReofferRefused(491),
          new Release(GONE));

  private static void assertEndsOnce(Random random, LegState start, List<LegInput> inputs) {
    var leg = new Walk(start);
    List<LegAction> done = new ArrayList<>();
    for (var i = 0; i < 12; i++) {
      done.addAll(leg.on(inputs.get(random.nextInt(inputs.size()))));
    }
    done.addAll(leg.on(new Release(GONE)));
    done.addAll(leg.on(start.equals(LegState.offered()) ? new AckMissing() : new CancelTimedOut()));

    assertThat(leg.state()).isInstanceOf(Terminated.class);
    assertThat(done).filteredOn(End.class::isInstance).hasSize(1);
    assertThat(done).filteredOn(StartMedia.class::isInstance).hasSizeLessThanOrEqualTo(1);
    assertThat(done.getLast()).isInstanceOf(End.class);
  }

  private static final class Walk {
    private LegState state;

    Walk(LegState state) {
      this.state = state;
    }

    List<LegAction> on(LegInput input) {
      var step = LegMachine.next(state, input);
      state = step.state();
      return step.actions();
    }

    LegState state() {
      return state;
    }

    String label() {
      return state.label();
    }
  }
}
