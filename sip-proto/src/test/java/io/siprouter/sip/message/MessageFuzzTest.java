package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded mutations: whatever a stranger sends ends in a message, a refusal or a parse fault. */
class MessageFuzzTest {
  private static final int MUTATIONS = 20_000;
  private static final String SPICE = "\r\n\t <>\";:@,=?%&/\\*[]0SIP\0\u00ff";
  private static final List<byte[]> SEEDS =
      List.of(
          Wire.bytes(Wire.INVITE),
          Torture.message("rfc4475/wsinv"),
          Torture.message("rfc4475/intmeth"),
          Wire.bytes(Wire.INVITE.replaceFirst(".*\n", "SIP/2.0 486 Busy Here\n")),
          Wire.bytes(Wire.INVITE.replace("INVITE", "REGISTER").replace("<sip:alice", "*, <sip:")));

  @Test
  void mutatedMessagesOnlyEverFailToParse() {
    var random = new Random(20_260_101);
    int parsed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] wire = mutated(SEEDS.get(i % SEEDS.size()), random);
      parsed += survives(wire) ? 1 : 0;
    }

    assertThat(parsed).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  @Test
  void mutatedStreamsOnlyEverFailToBeFramed() {
    var random = new Random(20_260_102);
    int framed = 0;
    for (int i = 0; i < MUTATIONS / 10; i++) {
      byte[] wire = mutated(SEEDS.get(i % SEEDS.size()), random);
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

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] wire = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && wire.length > 2; i++) {
      wire = changedOnce(wire, random);
    }
    return wire;
  }

  private static byte[] changedOnce(byte[] wire, Random random) {
    int at = random.nextInt(wire.length);
    int length = Math.min(1 + random.nextInt(12), wire.length - at);
    return switch (random.nextInt(5)) {
      case 0 -> spliced(wire, at, at + length, new byte[0]);
      case 1 -> spliced(wire, at, at, Arrays.copyOfRange(wire, at, at + length));
      case 2 -> spliced(wire, at, at + 1, spice(random));
      case 3 -> spliced(wire, at, at, spice(random));
      default -> spliced(wire, at, at + 1, new byte[] {(byte) random.nextInt(256)});
    };
  }

  private static byte[] spice(Random random) {
    int at = random.nextInt(SPICE.length());
    return SPICE.substring(at, at + 1).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] spliced(byte[] wire, int from, int to, byte[] middle) {
    byte[] result = Arrays.copyOf(wire, wire.length - (to - from) + middle.length);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(wire, to, result, from + middle.length, wire.length - to);
    return result;
  }
}
