package io.siprouter.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Optional;

/** Our side of a dialog, and steps that are expected to succeed. */
final class SampleLeg {

  static final AudioFormat PCMU = AudioFormat.of("PCMU", 8000);
  static final AudioFormat PCMA = AudioFormat.of("PCMA", 8000);
  static final AudioFormat G722 = AudioFormat.of("G722", 8000);
  static final AudioFormat OPUS = new AudioFormat("opus", 48_000, 2, "useinbandfec=1");

  private SampleLeg() {}

  static OfferAnswer idle() {
    return idle(PCMU, PCMA, G722);
  }

  static OfferAnswer idle(AudioFormat... formats) {
    return OfferAnswer.initial(
        42, new LocalMedia("203.0.113.1", 4000), new AudioCapabilities(List.of(formats), true, 20));
  }

  static OfferAnswer.OfferMade offer(OfferAnswer from, Direction direction) {
    return expect(from.createOffer(direction), OfferAnswer.OfferMade.class);
  }

  static OfferAnswer.Agreed agree(OfferAnswer from, SessionDescription answer) {
    return expect(from.receiveAnswer(answer), OfferAnswer.Agreed.class);
  }

  static OfferAnswer.OfferTaken take(OfferAnswer from, SessionDescription offer) {
    return expect(from.receiveOffer(offer), OfferAnswer.OfferTaken.class);
  }

  static OfferAnswer.AnswerMade answer(OfferAnswer from) {
    return answer(from, Optional.empty(), Direction.SENDRECV);
  }

  static OfferAnswer.AnswerMade answer(
      OfferAnswer from, Optional<AudioFormat> preferred, Direction direction) {
    return expect(from.createAnswer(preferred, direction), OfferAnswer.AnswerMade.class);
  }

  static OfferAnswer.AnswerMade answerTo(SessionDescription offer) {
    return answer(take(idle(), offer).next());
  }

  static <T> T expect(Object result, Class<T> outcome) {
    return assertThat(result).asInstanceOf(type(outcome)).actual();
  }
}
