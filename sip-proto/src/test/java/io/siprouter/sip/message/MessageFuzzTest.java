package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded mutations: whatever a stranger sends ends in a message, a refusal or a parse fault. */
class MessageFuzzTest {
  private static final int MUTATIONS = 20_000;

  @Test
  void mutatedMessagesOnlyEverFailToParse() {
    var mutations = Mutations.ofMessages(20_260_101);
    int parsed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      parsed += MessageLaws.holdFor(mutations.next()) ? 1 : 0;
    }

    assertThat(parsed).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  @Test
  void mutatedStreamsOnlyEverFailToBeFramed() {
    var mutations = Mutations.ofMessages(20_260_102);
    var random = new Random(1);
    int framed = 0;
    for (int i = 0; i < MUTATIONS / 10; i++) {
      byte[] wire = mutations.next();
      framed += MessageLaws.holdForStream(wire, 1 + random.nextInt(wire.length)) ? 1 : 0;
    }

    assertThat(framed).isBetween(MUTATIONS / 100, MUTATIONS / 10);
  }
}
