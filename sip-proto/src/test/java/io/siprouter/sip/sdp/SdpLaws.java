package io.siprouter.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/** What holds for whatever description a stranger sends. */
final class SdpLaws {

  private SdpLaws() {}

  /** It is refused, with a place within it, or comes back as it was; what it says. */
  static Optional<SessionDescription> holdFor(String text) {
    var description = parse(text);
    description.ifPresent(known -> assertThat(known).hasToString(text));
    assertThat(description.flatMap(known -> parse(known.toString()))).isEqualTo(description);
    return description;
  }

  private static Optional<SessionDescription> parse(String text) {
    try {
      return Optional.of(SessionDescription.parse(text));
    } catch (SdpException e) {
      assertThat(e.offset()).isBetween(0, text.length());
      return Optional.empty();
    }
  }

  /** As an offer it is refused, or answered line by line; whether it is answered. */
  static boolean holdForOffer(SessionDescription offer) {
    if (SampleLeg.idle().receiveOffer(offer) instanceof OfferAnswer.OfferTaken taken) {
      var answer = SampleLeg.answer(taken.next()).answer();
      assertThat(answer.media()).hasSameSizeAs(offer.media());
      assertThat(parse(answer.toString())).contains(answer);
      return true;
    }
    return false;
  }
}
