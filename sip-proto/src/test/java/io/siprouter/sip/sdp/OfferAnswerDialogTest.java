package io.siprouter.sip.sdp;

import static io.siprouter.sip.sdp.SampleLeg.OPUS;
import static io.siprouter.sip.sdp.SampleLeg.PCMU;
import static io.siprouter.sip.sdp.SampleLeg.agree;
import static io.siprouter.sip.sdp.SampleLeg.answer;
import static io.siprouter.sip.sdp.SampleLeg.answerTo;
import static io.siprouter.sip.sdp.SampleLeg.expect;
import static io.siprouter.sip.sdp.SampleLeg.idle;
import static io.siprouter.sip.sdp.SampleLeg.offer;
import static io.siprouter.sip.sdp.SampleLeg.take;
import static io.siprouter.sip.sdp.SdpTexts.parsed;
import static io.siprouter.sip.sdp.SdpTexts.phone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfferAnswerDialogTest {

  private static final SessionDescription YEALINK = parsed(SdpTexts.YEALINK);
  private static final SessionDescription PLAIN = phone("m=audio 8 RTP/AVP 0 8\n");
  private static final SessionDescription HOLD = phone("m=audio 8 RTP/AVP 0 8\na=sendonly\n");

  @Test
  void refreshRepeatsWhatWasSentWithTheSameVersion() {
    var made = answerTo(YEALINK);

    var refresh = expect(made.next().createRefresh(), OfferAnswer.OfferMade.class);

    assertThat(refresh.offer()).isEqualTo(made.answer());
  }

  @Test
  void equalReofferKeepsTheVersion() {
    var first = offer(idle(), Direction.SENDRECV);
    var stable = agree(first.next(), PLAIN).next();

    assertThat(offer(stable, Direction.SENDRECV).offer()).isEqualTo(first.offer());
  }

  @Test
  void everyChangeRaisesTheVersionByOne() {
    var stable = agree(offer(idle(), Direction.SENDRECV).next(), PLAIN).next();

    var hold = offer(stable, Direction.SENDONLY);
    var held = agree(hold.next(), phone("m=audio 8 RTP/AVP 0\na=recvonly\n"));
    var resume = offer(held.next(), Direction.SENDRECV);

    assertThat(hold.offer().origin().version()).isEqualTo(2);
    assertThat(held.audio().direction()).isEqualTo(Direction.SENDONLY);
    assertThat(resume.offer().origin().version()).isEqualTo(3);
  }

  @Test
  void turnOffersWhatIsAgreedAndOnlyLetsSoundFlowAnotherWay() {
    var made = answerTo(YEALINK);

    var hold = expect(made.next().createTurn(Direction.SENDONLY), OfferAnswer.OfferMade.class);

    var before = made.answer().media().getFirst();
    var offered = hold.offer().media().getFirst();
    assertThat(offered.direction()).isEqualTo(Direction.SENDONLY);
    assertThat(offered.formats()).isEqualTo(before.formats());
    assertThat(offered.port()).isEqualTo(before.port());
    assertThat(hold.offer().origin().version()).isEqualTo(2);
  }

  @Test
  void versionOfARefusedOfferIsNotUsedForAnotherText() {
    var made = answerTo(YEALINK);
    var refused = offer(made.next(), Direction.SENDONLY).next().rollback();

    var refresh = expect(refused.createRefresh(), OfferAnswer.OfferMade.class);

    assertThat(refused.audio()).contains(made.audio());
    assertThat(refresh.offer().origin().version()).isEqualTo(3);
    assertThat(refresh.offer().media().getFirst().direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void unchangedReinviteIsSeenAndAnsweredWithTheSameText() {
    var pending = take(idle(), YEALINK).next();
    var made = answer(pending, Optional.of(PCMU), Direction.SENDRECV);

    var taken = take(made.next(), YEALINK);
    var again = answer(taken.next());

    assertThat(taken.refresh()).isTrue();
    assertThat(again.answer()).isEqualTo(made.answer());
    assertThat(again.audio()).isEqualTo(made.audio());
  }

  @Test
  void reinviteThatOnlyListsMoreCodecsIsARefresh() {
    var stable = agree(offer(idle(), Direction.SENDRECV).next(), PLAIN).next();

    assertThat(take(stable, phone("m=audio 8 RTP/AVP 9 0 8\n")).refresh()).isTrue();
  }

  @Test
  void firstOfferIsNoRefresh() {
    assertThat(take(idle(), YEALINK).refresh()).isFalse();
  }

  @Test
  void holdIsNoRefreshAndIsMirrored() {
    var stable = answerTo(PLAIN);

    var taken = take(stable.next(), HOLD);
    var held = answer(taken.next());
    var resumed = answer(take(held.next(), PLAIN).next());

    assertThat(taken.refresh()).isFalse();
    assertThat(taken.allowed()).isEqualTo(Direction.RECVONLY);
    assertThat(held.audio().direction()).isEqualTo(Direction.RECVONLY);
    assertThat(held.answer().origin().version()).isEqualTo(2);
    assertThat(resumed.audio()).isEqualTo(stable.audio());
    assertThat(resumed.answer().origin().version()).isEqualTo(3);
  }

  @Test
  void movedPortIsNoRefresh() {
    var stable = answerTo(PLAIN).next();

    assertThat(take(stable, phone("m=audio 10 RTP/AVP 0 8\n")).refresh()).isFalse();
  }

  @Test
  void otherPacketTimeIsNoRefresh() {
    var stable = answerTo(PLAIN).next();

    assertThat(take(stable, phone("m=audio 8 RTP/AVP 0 8\na=ptime:40\n")).refresh()).isFalse();
  }

  @Test
  void audioThatMovesToAnotherLineIsNoRefresh() {
    var stable = answerTo(phone("m=audio 0 RTP/AVP 0\nm=audio 8 RTP/AVP 0\n")).next();

    var taken = take(stable, phone("m=audio 8 RTP/AVP 0\nm=audio 0 RTP/AVP 0\n"));

    assertThat(taken.refresh()).isFalse();
  }

  @Test
  void reofferMayHaveFewerLinesThanBefore() {
    var stable = answerTo(phone("m=video 6 RTP/AVP 97\nm=audio 8 RTP/AVP 0\n")).next();

    assertThat(answer(take(stable, PLAIN).next()).answer().media()).hasSize(1);
  }

  @Test
  void reofferKeepsThePeersLinesInOrder() {
    var stable = answerTo(phone("m=video 6 RTP/AVP 97\nm=audio 8 RTP/AVP 0\n")).next();

    var lines = offer(stable, Direction.SENDRECV).offer().media();

    assertThat(lines).extracting(MediaDescription::type).containsExactly("video", "audio");
    assertThat(lines).extracting(MediaDescription::port).containsExactly(0, 4000);
  }

  @Test
  void lineInUseStaysInUse() {
    var stable = answerTo(phone("m=audio 0 RTP/AVP 0\nm=audio 8 RTP/AVP 0\n")).next();

    var made = answer(take(stable, phone("m=audio 6 RTP/AVP 0\nm=audio 8 RTP/AVP 0\n")).next());

    assertThat(made.audio().remotePort()).isEqualTo(8);
  }

  @Test
  void reofferKeepsTheNumbersOfTheAnswer() {
    var stable =
        answer(
                take(
                        idle(OPUS, PCMU),
                        phone(
                            """
                            m=audio 8 RTP/AVP 101 96
                            a=rtpmap:101 opus/48000/2
                            a=rtpmap:96 telephone-event/48000
                            """))
                    .next())
            .next();

    var formats = offer(stable, Direction.SENDRECV).offer().media().getFirst().audioFormats();

    assertThat(formats)
        .containsEntry(101, OPUS)
        .containsEntry(0, PCMU)
        .containsEntry(96, AudioFormat.telephoneEvent(48_000))
        .containsEntry(97, AudioFormat.telephoneEvent(8000));
  }

  @Test
  void numbersDoNotRunOutHoweverOftenThePeerChangesThem() {
    var leg = idle(PCMU, OPUS);
    for (int number = 96; number <= 127; number++) {
      var media = "m=audio 8 RTP/AVP 0 N\na=rtpmap:N telephone-event/8000\n";
      leg = answer(take(leg, phone(media.replace("N", "" + number))).next()).next();
    }

    var formats = offer(leg, Direction.SENDRECV).offer().media().getFirst().audioFormats();

    assertThat(formats.keySet()).containsExactly(0, 96, 127, 101);
    assertThat(formats).containsEntry(127, AudioFormat.telephoneEvent(8000));
  }

  @Test
  void answerOfTheFinalResponseMayRepeatOrCorrectTheEarlyOne() {
    var early = agree(offer(idle(), Direction.SENDRECV).next(), PLAIN);

    var repeated = agree(early.next(), PLAIN);
    var corrected = agree(repeated.next(), phone("m=audio 10 RTP/AVP 8\n"));

    assertThat(repeated.audio()).isEqualTo(early.audio());
    assertThat(corrected.audio().remotePort()).isEqualTo(10);
    assertThat(corrected.audio().txPayloadType()).isEqualTo(8);
  }

  @Test
  void crossingOfferIsGlare() {
    var pending = offer(idle(), Direction.SENDRECV).next();

    assertThat(pending.receiveOffer(YEALINK)).isEqualTo(new OfferAnswer.Glare());
  }

  @Test
  void stepsOutOfOrderAreResults() {
    var idle = idle();
    var offered = offer(idle, Direction.SENDRECV).next();
    var taken = take(idle, YEALINK).next();
    var answered = answerTo(YEALINK).next();

    assertThat(idle.createRefresh()).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(idle.receiveAnswer(PLAIN)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(createAnswer(idle)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(offered.createOffer(Direction.SENDRECV)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(createAnswer(offered)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(taken.createOffer(Direction.SENDRECV)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(taken.receiveOffer(YEALINK)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(taken.receiveAnswer(PLAIN)).isInstanceOf(OfferAnswer.OutOfOrder.class);
    assertThat(answered.receiveAnswer(PLAIN)).isInstanceOf(OfferAnswer.OutOfOrder.class);
  }

  @Test
  void refusedReofferLeavesTheCallAsItWas() {
    var stable = answerTo(YEALINK);

    var refused =
        expect(
            stable.next().receiveOffer(phone("m=audio 8 RTP/AVP 18\n")), OfferAnswer.Refused.class);

    assertThat(refused.next().audio()).contains(stable.audio());
    assertThat(refused.next().lastSent()).contains(stable.answer());
  }

  private static OfferAnswer.AnswerCreation createAnswer(OfferAnswer from) {
    return from.createAnswer(Optional.empty(), Direction.SENDRECV);
  }
}
