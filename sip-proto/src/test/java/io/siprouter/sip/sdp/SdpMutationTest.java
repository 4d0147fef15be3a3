package io.siprouter.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpMutationTest {

  private static final int MUTATIONS = 20_000;
  private static final long SEED = 3264;
  private static final String SPICE = "\r\n =:/0123456789acmotvx\0\t\1é٣-.";

  private final Random random = new Random(SEED);

  @Test
  void mutatedTextIsRejectedOrComesBackAsItWas() {
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      accepted += SdpLaws.holdFor(next(i)).isPresent() ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS - MUTATIONS / 20);
  }

  @Test
  void mutatedOfferIsAnsweredOrRefused() {
    int answered = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      answered += SdpLaws.holdFor(next(i)).filter(SdpLaws::holdForOffer).isPresent() ? 1 : 0;
    }

    assertThat(answered).isGreaterThan(MUTATIONS / 20);
  }

  private String next(int number) {
    return mutate(SdpTexts.REAL.get(number % SdpTexts.REAL.size()));
  }

  private String mutate(String text) {
    String mutated = text;
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated = mutateOnce(mutated);
    }
    return mutated;
  }

  private String mutateOnce(String text) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + 1 + random.nextInt(12));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + spice() + text.substring(at + 1);
      case 1 -> text.substring(0, at) + spice() + text.substring(at);
      case 2 -> text.substring(0, at) + text.substring(to);
      default -> text.substring(0, to) + text.substring(at);
    };
  }

  private char spice() {
    return SPICE.charAt(random.nextInt(SPICE.length()));
  }
}
