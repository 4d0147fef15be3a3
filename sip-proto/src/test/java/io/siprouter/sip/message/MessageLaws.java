package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What holds for whatever bytes a stranger sends. */
final class MessageLaws {

  private MessageLaws() {}

  /** They are a message that is read alike again, or can be refused; whether they are one. */
  static boolean holdFor(byte[] wire) {
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
    } catch (SipParseException e) {
      refuse(wire, e);
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

  private static void refuse(byte[] wire, SipParseException fault) throws AssertionError {
    Unreadable.of(wire, SipLimits.DEFAULT, fault).remains().ifPresent(MessageLaws::refuse);
  }

  private static void refuse(SipRequest remains) {
    var refusal = SipResponse.responseTo(remains, 400).build();
    try {
      assertThat(SipParser.parse(refusal.toCanonicalBytes())).isInstanceOf(SipResponse.class);
    } catch (SipParseException e) {
      throw new AssertionError("we would send what nobody can read", e);
    }
  }

  /** A stream is cut into the same frames wherever its segments end; whether they make sense. */
  static boolean holdForStream(byte[] wire, int cut) {
    var whole = framed(wire, wire.length);
    assertThat(framed(wire, cut)).isEqualTo(whole);
    return !whole.contains("broken");
  }

  private static List<Object> framed(byte[] wire, int cut) {
    var framer = new StreamFramer();
    var frames = new ArrayList<>(framer.feed(wire, 0, cut));
    frames.addAll(framer.feed(wire, cut, wire.length - cut));
    return frames.stream().map(MessageLaws::essence).toList();
  }

  private static Object essence(StreamFrame frame) {
    return switch (frame) {
      case StreamFrame.Message(var message) -> message;
      case StreamFrame.Ping _ -> "ping";
      case StreamFrame.Broken _ -> "broken";
    };
  }
}
