package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import java.util.ArrayList;
import java.util.Arrays;
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
      parsed += survives(mutations.next()) ? 1 : 0;
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
      framed += isFramed(wire, 1 + random.nextInt(wire.length)) ? 1 : 0;
    }

    assertThat(framed).isBetween(MUTATIONS / 100, MUTATIONS / 10);
  }

  private static boolean isFramed(byte[] wire, int cut) {
    var framer = new StreamFramer();
    var frames = new ArrayList<>(framer.feed(wire, 0, cut));
    frames.addAll(framer.feed(wire, cut, wire.length - cut));
    return frames.stream().noneMatch(StreamFrame.Broken.class::isInstance);
  }

  private static boolean survives(byte[] wire) {
    try {
      SipMessage message = SipParser.parse(wire);
      assertThat(SipParser.parse(message.toBytes())).isEqualTo(message);
      boolean passes = MessageCheck.check(message).isEmpty();
      SipMessage canonical = SipParser.parse(message.toCanonicalBytes());
      assertThat(Arrays.equals(canonical.toCanonicalBytes(), message.toCanonicalBytes())).isTrue();
      if (passes) {
        readAll(message);
        readAll(canonical);
        assertThat(MessageCheck.check(canonical)).isEmpty();
      }
      return true;
    } catch (SipParseException _) {
      return false;
    }
  }

  private static void readAll(SipMessage message) {
    assertThat(message.callId()).isNotEmpty();
    assertThat(message.cSeq().number()).isNotNegative();
    assertThat(message.from().tag()).isPresent();
    assertThat(message.to().uri().scheme()).isNotEmpty();
    assertThat(message.topVia().branch()).isPresent();
    assertThat(message.contacts()).doesNotContainNull();
    if (message instanceof SipRequest request) {
      assertThat(request.requestUri().host()).isNotEmpty();
      assertThat(SipResponse.responseTo(request, 200).toTag("t").build().to().tag()).isPresent();
    }
  }
}
