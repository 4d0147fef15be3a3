package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siprouter.media.AllocationProbe;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.jitter.JitterSettings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RtpEndpointTest {
  private final RtpPair pair = new RtpPair();

  @AfterEach
  void close() {
    pair.close();
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void eachSideHearsTheToneOfTheOther(Codec codec) {
    pair.connect(codec, 20);

    pair.talk(60);

    assertThat(pair.heardByA().heard()).containsExactly(RtpPair.TONE_B_HZ);
    assertThat(pair.heardByB().heard()).containsExactly(RtpPair.TONE_A_HZ);
    assertThat(pair.heardByB().snrDb(RtpPair.TONE_A_HZ)).isGreaterThan(25);
  }

  @ParameterizedTest
  @CsvSource({"10", "30", "40", "60"})
  void audioOfAnyPacketLengthIsPlayedWithoutGaps(int ptimeMs) {
    pair.connect(Codec.PCMU, ptimeMs);

    pair.talk(90);

    assertThat(pair.heardByB().snrDb(RtpPair.TONE_A_HZ)).isGreaterThan(25);
    assertThat(pair.b().stats().packetsRx()).isEqualTo(90 * 20 / ptimeMs);
    assertThat(pair.b().stats().lost()).isZero();
    assertThat(pair.b().stats().late()).isZero();
  }

  @Test
  void changingTheCodecInMidCallKeepsTheStream() {
    pair.connect(Codec.PCMU, 20);
    pair.talk(40);

    pair.connect(Codec.G722, 20);
    pair.talk(40);

    assertThat(pair.heardByB().heard()).containsExactly(RtpPair.TONE_A_HZ);
    assertThat(pair.b().stats().packetsRx()).isEqualTo(80);
    assertThat(pair.b().stats().lost()).isZero();
    assertThat(pair.b().stats().late()).isZero();
  }

  @Test
  void closingGivesThePortBackOnce() {
    assertThat(pair.ports().inUse()).isEqualTo(2);

    pair.a().close();
    pair.a().close();
    RtpPair.await(() -> pair.ports().inUse() == 1);
    pair.b().close();

    RtpPair.await(() -> pair.ports().inUse() == 0);
  }

  @Test
  void digitsInterruptTheAudioAndAreReportedOnce() {
    pair.connect(Codec.PCMU, 20);
    pair.talk(10);

    pair.a().startDigit('7');
    pair.talk(5);
    pair.a().endDigit();
    pair.talk(20);

    assertThat(pair.reportedByB()).containsExactly("first packet", "7 down", "7 up 120 ms");
    assertThat(pair.reportedByA()).containsExactly("first packet");
    assertThat(pair.b().stats().lost()).isZero();
    assertThat(pair.heardByB().heard()).containsExactly(RtpPair.TONE_A_HZ);
  }

  @Test
  void holdSendsAndHearsNothingAndResumes() {
    pair.connect(Codec.PCMU, 20);
    pair.talk(20);

    pair.a().apply(RtpPair.held(pair.b().localPort()));
    pair.talk(20);
    long sent = pair.a().stats().packetsTx();
    pair.connect(Codec.PCMU, 20);
    pair.talk(30);

    assertThat(sent).isEqualTo(20);
    assertThat(pair.a().stats().packetsTx()).isEqualTo(50);
    assertThat(pair.heardByA().heard()).containsExactly(RtpPair.TONE_B_HZ);
    assertThat(pair.heardByB().heard()).containsExactly(RtpPair.TONE_A_HZ);
  }

  @Test
  void strangersRtcpAndRubbishAreCountedAndDropped() throws IOException {
    pair.connect(Codec.PCMU, 20);
    pair.talk(20);
    byte[] rtp = new byte[172];
    RtpPacket.writeHeader(rtp, 0, false, 1, 1, 1);
    byte[] unknown = new byte[172];
    RtpPacket.writeHeader(unknown, 77, false, 1, 1, 1);
    unknown[1] = 120;
    byte[] rtcp = {(byte) 0x80, (byte) 200, 0, 1, 0, 0, 0, 1};

    for (byte[] datagram : new byte[][] {rtp, rtp, unknown, rtcp, {1, 2, 3}, {}, new byte[3_000]}) {
      RtpPair.sendTo(pair.a(), datagram);
    }
    RtpPair.await(() -> pair.a().stats().discarded() == 4);

    assertThat(pair.a().stats().strangers()).isEqualTo(2);
    assertThat(pair.a().stats().rtcp()).isEqualTo(1);
    assertThat(pair.a().stats().packetsRx()).isEqualTo(20);
    assertThat(pair.a().stats().remote().orElseThrow().getPort()).isEqualTo(pair.b().localPort());
  }

  @Test
  void comfortNoiseOfThePeerIsASignOfLifeAndIsNotPlayed() throws IOException {
    pair.connect(Codec.PCMU, 20);
    RtpPair.await(() -> pair.a().stats().remote().isPresent());
    byte[] noise = new byte[13];
    RtpPacket.writeHeader(noise, 13, false, 1, 1, 1);

    try (var peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 4; i++) {
        RtpPair.send(peer, pair.a().localPort(), noise);
      }
    }
    RtpPair.await(() -> pair.a().stats().signsOfLife() == 2);

    assertThat(pair.a().stats().strangers()).isEqualTo(2);
    assertThat(pair.a().stats().lastPacketNanos()).isPositive();
    assertThat(pair.a().stats().packetsRx()).isZero();
    assertThat(pair.a().stats().discarded()).isZero();
  }

  @Test
  void rtcpOfThePeerIsASignOfLifeOnItsOwnPortToo() throws IOException {
    pair.connect(Codec.PCMU, 20);
    RtpPair.await(() -> pair.a().stats().remote().isPresent());
    byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1};
    pair.a().exchangeReports();

    RtpPair.sendTo(pair.a(), report);
    try (var peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
      RtpPair.send(peer, pair.a().localPort() + 1, report);
      RtpPair.send(peer, pair.a().localPort() + 1, new byte[] {1, 2, 3});
      RtpPair.send(stranger, pair.a().localPort() + 1, report);
    }
    RtpPair.await(() -> pair.a().stats().rtcp() == 3);

    assertThat(pair.a().stats().signsOfLife()).isEqualTo(2);
    pair.a().close();
    RtpPair.await(() -> pair.ports().inUse() == 1);
    new DatagramSocket(pair.a().localPort() + 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void reportsTellOfLossJitterAndRoundTrip() {
    pair.connect(Codec.PCMU, 20);
    pair.a().exchangeReports();
    pair.b().exchangeReports();
    pair.talk(30);
    assertThat(pair.a().stats().roundTripMs()).isEmpty();

    pair.a().report();
    RtpPair.await(() -> pair.b().stats().rtcp() == 1);
    pair.b().report();
    RtpPair.await(() -> pair.a().stats().roundTripMs().isPresent());

    assertThat(pair.a().stats().roundTripMs().getAsDouble()).isBetween(0.0, 10_000.0);
    assertThat(pair.a().stats().peerLostPercent()).isZero();
    assertThat(pair.a().stats().peerJitterMs()).isEqualTo(pair.b().stats().jitterMs(), within(0.2));
  }

  @Test
  void aTickAllocatesNothing() {
    pair.connect(Codec.G722, 20);
    var frame = new float[960];

    long bytes =
        AllocationProbe.bytesAllocatedBy(
            () -> {
              pair.a().pull(frame);
              pair.a().push(frame);
              pair.b().pull(frame);
              pair.b().push(frame);
              pair.spinUntilDrained();
            });

    assertThat(bytes).isZero();
    assertThat(pair.a().stats().unsent()).isZero();
  }

  @Test
  void aPortTakenByAnotherProgramIsPassedOver() throws IOException {
    try (var other = new DatagramSocket(41_204, InetAddress.getLoopbackAddress());
        var io = RtpIo.start(1)) {
      var ports = new RtpPortPool(other.getLocalPort(), other.getLocalPort() + 3);

      var endpoint =
          RtpEndpoint.open(
                  io,
                  ports,
                  new JitterSettings(20, 200),
                  InetAddress.getLoopbackAddress(),
                  new DigitLog())
              .orElseThrow();

      assertThat(endpoint.localPort()).isEqualTo(other.getLocalPort() + 2);
      assertThat(ports.inUse()).isEqualTo(1);
      endpoint.close();
    }
  }
}
