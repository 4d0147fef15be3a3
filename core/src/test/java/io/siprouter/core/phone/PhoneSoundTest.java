package io.siprouter.core.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siprouter.media.codec.Codec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhoneSoundTest {

  private static final long PTIME_NANOS = 20_000_000;
  private static final long START_NANOS = 123_000_000_000L;

  private final RtpReception reception = new RtpReception();

  @Test
  void evenArrivalHasNoJitterAndNoLoss() {
    for (int i = 0; i < 100; i++) {
      assertThat(arrives(65_500 + i, i, i * PTIME_NANOS)).isTrue();
    }

    assertThat(reception.received()).isEqualTo(100);
    assertThat(reception.lost()).isZero();
    assertThat(reception.jitterMs()).isZero();
  }

  @Test
  void gapsAreLost() {
    arrives(65_534, 0, 0);
    arrives(2, 4, 4 * PTIME_NANOS);

    assertThat(reception.lost()).isEqualTo(3);
  }

  @Test
  void latePacketIsNotPlayedAndNotLost() {
    arrives(10, 0, 0);
    arrives(12, 2, PTIME_NANOS);

    assertThat(arrives(11, 1, 2 * PTIME_NANOS)).isFalse();
    assertThat(reception.lost()).isZero();
  }

  @Test
  void duplicateIsNotPlayed() {
    arrives(10, 0, 0);

    assertThat(arrives(10, 0, PTIME_NANOS)).isFalse();
    assertThat(reception.lost()).isZero();
  }

  @Test
  void unevenArrivalIsJitter() {
    for (int i = 0; i < 1000; i++) {
      arrives(i, i, i * PTIME_NANOS + (i % 2) * 5_000_000L);
    }

    assertThat(reception.jitterMs()).isCloseTo(5, within(0.01));
  }

  @Test
  void keysCountButAreNoJitter() {
    for (int i = 0; i < 100; i++) {
      if (i % 10 == 0) {
        reception.accept(new RtpHeader(101, i, 0, 7, 12, 4));
      } else {
        arrives(i, i, i * PTIME_NANOS);
      }
    }

    assertThat(reception.received()).isEqualTo(100);
    assertThat(reception.lost()).isZero();
    assertThat(reception.jitterMs()).isZero();
  }

  @Test
  void keyIsPressedOnceHoweverManyPacketsTellOfIt() {
    var keys = new PhoneKeys();
    for (long began : new long[] {0, 1600, 3200, 4800}) {
      for (int i = 0; i < 3; i++) {
        keys.accept(
            new RtpHeader(101, i, began, 7, 0, 4), new byte[] {(byte) (began / 400), 0, 0, 0});
      }
    }
    keys.accept(new RtpHeader(101, 9, 9600, 7, 0, 4), new byte[] {16, 0, 0, 0});
    keys.accept(new RtpHeader(101, 9, 9600, 7, 0, 3), new byte[] {1, 0, 0});

    assertThat(keys.pressed()).isEqualTo("048A");
  }

  @Test
  void headerIsReadAsWritten() {
    var packet = new byte[RtpHeader.LENGTH + 160];
    RtpHeader.write(packet, true, 9, 65_535, 0xfedc_ba98L, 0xcafe_babe);

    assertThat(RtpHeader.parse(packet, packet.length))
        .contains(new RtpHeader(9, 65_535, 0xfedc_ba98L, 0xcafe_babeL, 12, 160));
  }

  @Test
  void sourcesExtensionAndPaddingAreNoPayload() {
    var packet = new byte[RtpHeader.LENGTH + 4 + 8 + 160 + 3];
    RtpHeader.write(packet, false, 0, 1, 2, 3);
    packet[0] |= 0x20 | 0x10 | 1;
    packet[RtpHeader.LENGTH + 4 + 3] = 1;
    packet[packet.length - 1] = 3;

    var header = RtpHeader.parse(packet, packet.length).orElseThrow();

    assertThat(header.payloadOffset()).isEqualTo(24);
    assertThat(header.payloadLength()).isEqualTo(160);
  }

  @Test
  void whatIsNoRtpIsNotRead() {
    assertThat(RtpHeader.parse(new byte[20], 20)).isEmpty();
    assertThat(RtpHeader.parse(new byte[] {(byte) 0x80, 0}, 2)).isEmpty();
    var tooMuchPadding = new byte[RtpHeader.LENGTH + 1];
    tooMuchPadding[0] = (byte) 0xa0;
    tooMuchPadding[RtpHeader.LENGTH] = 2;
    assertThat(RtpHeader.parse(tooMuchPadding, tooMuchPadding.length)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void pauseTellsTheDelay(Codec codec) {
    var tone = new PausedTone(440, codec.sampleRateHz());
    var finder = new PauseFinder(codec.sampleRateHz());

    assertThat(finder.delayMs()).isNaN();
    for (int i = 0; i < 100; i++) {
      passOn(codec, tone, finder, START_NANOS + 500_000_000 + i * PTIME_NANOS, 37_000_000);
    }

    assertThat(finder.delayMs()).isCloseTo(37, within(2.0));
  }

  @Test
  void silenceIsNoPause() {
    var finder = new PauseFinder(8000);
    var silence = new float[8000];
    Arrays.fill(silence, 0.001f);

    finder.accept(silence, silence.length, START_NANOS + 300_000_000);

    assertThat(finder.delayMs()).isNaN();
  }

  private static void passOn(
      Codec codec, PausedTone tone, PauseFinder finder, long atNanos, long delayNanos) {
    int samples = codec.sampleRateHz() / 50;
    var frame = new float[samples];
    tone.fill(frame, samples, atNanos);
    finder.accept(frame, samples, atNanos + delayNanos);
  }

  private boolean arrives(int sequence, int index, long arrivalNanos) {
    var header = new RtpHeader(0, sequence & 0xffff, index * 160L, 7, 12, 160);
    return reception.accept(header, Codec.PCMU, arrivalNanos);
  }
}
