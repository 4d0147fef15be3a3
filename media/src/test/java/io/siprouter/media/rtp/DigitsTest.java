package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits as packets and back. RFC 4733. */
class DigitsTest {
  private static final int EVENTS = 101;

  private final DigitSender sender = new DigitSender();
  private final DigitLog log = new DigitLog();
  private final DigitReceiver receiver = new DigitReceiver(log);
  private final RtpPacket packet = new RtpPacket();
  private final byte[] bytes = new byte[16];
  private int sequence;
  private int timestamp = 8_000;
  private int frameTicks = 160;
  private int clockHz = 8_000;

  @Test
  void aDigitIsMarkedOnceGrowsAndEndsThreeTimes() {
    sender.press('5');
    var packets = new ArrayList<>(ticks(5));
    sender.release();
    packets.addAll(ticks(10));

    assertThat(packets)
        .containsExactly(
            "5 marked 160 @8000",
            "5 320 @8000",
            "5 480 @8000",
            "5 640 @8000",
            "5 800 @8000",
            "5 end 960 @8000",
            "5 end 960 @8000",
            "5 end 960 @8000");
  }

  @Test
  void aDigitLastsAtLeastFortyMilliseconds() {
    sender.press('#');
    sender.release();

    assertThat(ticks(10)).hasSize(4).last().isEqualTo("# end 320 @8000");
  }

  @Test
  void digitsDialledAheadFollowOneAnother() {
    for (char digit : "0123456789*#ABCDa".toCharArray()) {
      sender.press(digit);
      sender.release();
    }

    assertThat(ticks(100))
        .filteredOn(sent -> sent.contains("marked"))
        .extracting(sent -> sent.charAt(0))
        .containsExactly(
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D', 'A');
  }

  @Test
  void tooManyDigitsAreRefusedAndWhatWasTakenEnds() {
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += sender.press('1') ? 1 : 0;
      sender.release();
    }

    assertThat(taken).isEqualTo(32);
    assertThat(ticks(1_000)).hasSize(4 * 32);
  }

  @Test
  void aDigitNeverReleasedEndsAfterEightSeconds() {
    sender.press('1');

    var packets = ticks(1_000);

    assertThat(packets).hasSize(400 + 2).last().isEqualTo("1 end 64000 @8000");
  }

  @Test
  void aDigitTooLongForOnePacketGoesOnAsASegment() {
    frameTicks = 960;
    sender.press('1');

    var packets = ticks(70);
    sender.release();
    packets.addAll(ticks(10));

    assertThat(packets)
        .hasSize(71 + 2)
        .startsWith("1 marked 960 @8000", "1 1920 @8000")
        .containsSequence("1 65280 @8000", "1 65535 @8000", "1 1665 @73535")
        .last()
        .isEqualTo("1 end 2625 @73535");
  }

  @Test
  void segmentWhoseEndWasLostIsStillOfTheSameDigit() {
    receive(1, true, false, 0xff00, 1_000);
    receive(1, false, false, 160, 1_000 + 0xffff);
    receive(1, false, true, 320, 1_000 + 0xffff);

    assertThat(log.events).containsExactly("1 down", "1 up 8231 ms");
  }

  @Test
  void durationsFollowTheClockOfThePayloadType() {
    clockHz = 48_000;
    receive(1, true, false, 0xff00, 1_000);
    receive(1, false, true, 4_800, 1_000 + 0xff00);

    assertThat(log.events).containsExactly("1 down", "1 up 1460 ms");
  }

  @Test
  void whatIsNoDigitIsRefused() {
    assertThatThrownBy(() -> sender.press('x')).hasMessage("Not a digit: x");
  }

  @Test
  void allPacketsOfADigitAreOneBeginAndOneEnd() {
    receive(1, true, false, 160, 1_000);
    receive(1, false, false, 320, 1_000);
    receive(1, false, true, 480, 1_000);
    receive(1, false, true, 480, 1_000);
    receive(1, false, true, 480, 1_000);

    assertThat(log.events).containsExactly("1 down", "1 up 60 ms");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 0x7fffffff, -100})
  void theSameDigitTwiceIsTwoDigits(int first) {
    receive(7, true, true, 480, first);
    receive(7, true, true, 640, first + 960);

    assertThat(log.events).containsExactly("7 down", "7 up 60 ms", "7 down", "7 up 80 ms");
  }

  @Test
  void anEndAloneIsAWholeDigit() {
    receive(11, false, true, 800, 1_000);

    assertThat(log.events).containsExactly("# down", "# up 100 ms");
  }

  @Test
  void packetsOvertakenByTheNextDigitAreIgnored() {
    receive(1, true, false, 160, 1_000);
    receive(2, true, false, 160, 3_000);
    receive(1, false, true, 480, 1_000);

    assertThat(log.events).containsExactly("1 down", "1 up 20 ms", "2 down");
  }

  @Test
  void aLostEndIsReplacedByTheTimeout() {
    receive(1, true, false, 160, 1_000);
    receiver.expire(DigitReceiver.TIMEOUT_NANOS - 1);
    assertThat(receiver.isPressed()).isTrue();

    receiver.expire(DigitReceiver.TIMEOUT_NANOS);

    assertThat(log.events).containsExactly("1 down", "1 up 20 ms");
  }

  @Test
  void segmentsOfALongDigitAreOneDigit() {
    receive(1, true, false, 0xffff, 1_000);
    receive(1, false, false, 160, 1_000 + 0xffff);
    receive(1, false, true, 320, 1_000 + 0xffff);

    assertThat(log.events).containsExactly("1 down", "1 up 8231 ms");
  }

  @Test
  void otherEventsAndShortPayloadsAreIgnored() {
    receive(16, true, true, 480, 1_000);
    receive(255, true, true, 480, 2_000);
    RtpPacket.writeHeader(bytes, EVENTS, true, 1, 3_000, 1);
    packet.wrap(bytes, 15);
    receiver.receive(packet, 48_000 / clockHz, 0);

    assertThat(log.events).isEmpty();
  }

  private void receive(int event, boolean marker, boolean end, int duration, int at) {
    RtpPacket.writeHeader(bytes, EVENTS, marker, sequence++, at, 1);
    TelephoneEvent.write(bytes, RtpPacket.HEADER_BYTES, event, end, duration);
    assertThat(packet.wrap(bytes, bytes.length)).isEqualTo(RtpPacket.Kind.RTP);
    receiver.receive(packet, 48_000 / clockHz, 0);
  }

  /** What is sent in so many ticks. */
  private List<String> ticks(int count) {
    var sent = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      if (sender.tick(timestamp, frameTicks)) {
        sender.writePayload(bytes, 0);
        sent.add(
            TelephoneEvent.digit(bytes[0])
                + (sender.isFirst() ? " marked " : TelephoneEvent.isEnd(bytes, 0) ? " end " : " ")
                + TelephoneEvent.durationTicks(bytes, 0)
                + " @"
                + sender.timestamp());
      }
      timestamp += frameTicks;
    }
    return sent;
  }
}
