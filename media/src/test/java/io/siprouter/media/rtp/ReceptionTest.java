package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.rtcp.ReportBlock;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private final Reception reception = new Reception();
  private final RtpPacket packet = new RtpPacket();
  private final byte[] bytes = new byte[16];

  @Test
  void gapsAreLossAndReorderingIsNot() {
    for (int sequence : new int[] {65_533, 65_535, 65_534, 0, 3, 2}) {
      receive(sequence, 1, 0);
    }

    assertThat(reception.expected()).isEqualTo(7);
    assertThat(reception.lost()).isEqualTo(1);
  }

  @Test
  void duplicatesNeverMakeTheLossNegative() {
    receive(5, 1, 0);
    receive(5, 1, 0);

    assertThat(reception.lost()).isZero();
  }

  @Test
  void anotherSourceStartsToCountAnew() {
    receive(1, 1, 0);
    receive(3, 1, 0);
    receive(40_000, 2, 0);
    receive(40_001, 2, 0);

    assertThat(reception.expected()).isEqualTo(4);
    assertThat(reception.lost()).isEqualTo(1);
  }

  @Test
  void singlePacketOfAnotherSourceChangesNothing() {
    for (int sequence = 1; sequence <= 20; sequence++) {
      receive(sequence, 1, 0);
      if (sequence % 5 == 0) {
        receive(40_000 + sequence / 5, 2, 0);
      }
    }

    assertThat(reception.expected()).isEqualTo(20);
    assertThat(reception.lost()).isZero();
  }

  @Test
  void jitterComesCloseToTheMeanChangeOfTransit() {
    for (int i = 0; i < 500; i++) {
      receive(i, 1, i % 2 == 0 ? 0 : 80);
    }

    assertThat(reception.jitterSamples()).isBetween(78.0, 80.0);
  }

  @Test
  void eachReportTellsOfTheLossSinceTheOneBefore() {
    for (int sequence : new int[] {65_533, 65_534, 0, 1}) {
      receive(sequence, 7, 0);
    }
    var first = reception.report(0, 0).orElseThrow();
    for (int sequence : new int[] {2, 3}) {
      receive(sequence, 7, 0);
    }
    var second = reception.report(5, 6).orElseThrow();

    assertThat(first).isEqualTo(new ReportBlock(7, 256 / 5, 1, 0x1_0001, 0, 0, 0));
    assertThat(second).isEqualTo(new ReportBlock(7, 0, 1, 0x1_0003, 0, 5, 6));
    assertThat(reception.report(0, 0)).isEmpty();
  }

  @Test
  void reportAfterNothingButLateAndDoublePacketsTellsOfNoLoss() {
    receive(1, 7, 0);
    receive(3, 7, 0);
    assertThat(reception.report(0, 0)).isPresent();
    receive(2, 7, 0);
    receive(3, 7, 0);

    assertThat(reception.report(0, 0).orElseThrow())
        .isEqualTo(new ReportBlock(7, 0, -1, 3, 0, 0, 0));
  }

  @Test
  void digitsAreCountedAndAreNoJitter() {
    for (int i = 0; i < 50; i++) {
      receive(i, 7, 0);
    }
    for (int i = 50; i < 100; i++) {
      RtpPacket.writeHeader(bytes, 101, false, i, 50 * 160, 7);
      packet.wrap(bytes, bytes.length);
      reception.receivedDigit(packet);
    }
    receive(100, 7, 3);

    assertThat(reception.jitterSamples()).isZero();
    assertThat(reception.expected()).isEqualTo(101);
    assertThat(reception.lost()).isZero();
  }

  @Test
  void reportedJitterIsInTicksOfTheStreamsClock() {
    for (int i = 0; i < 500; i++) {
      RtpPacket.writeHeader(bytes, 0, false, i, i * 160, 7);
      packet.wrap(bytes, bytes.length);
      reception.received(packet, 6, i * 960 + (i % 2 == 0 ? 0 : 480));
    }

    assertThat(reception.jitterSamples()).isBetween(470.0, 480.0);
    assertThat(reception.report(0, 0).orElseThrow().jitterTicks()).isBetween(78, 80);
  }

  private void receive(int sequence, int ssrc, int delaySamples) {
    int timestamp = sequence * 160;
    RtpPacket.writeHeader(bytes, 0, false, sequence, timestamp, ssrc);
    packet.wrap(bytes, bytes.length);
    reception.received(packet, 1, timestamp + delaySamples);
  }
}
