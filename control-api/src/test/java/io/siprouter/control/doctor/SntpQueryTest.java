package io.siprouter.control.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.siprouter.control.doctor.Finding.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SntpQueryTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.250Z");
  private static final long SECONDS_OF_2026 = NOW.getEpochSecond() + 2_208_988_800L;

  private DatagramSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tellsHowFarOurClockIsBehind() throws IOException {
    answering(packet -> stamped(packet, SECONDS_OF_2026 + 90));

    assertThat(new SntpQuery(() -> NOW).offset(address())).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void answerToNobodysQuestionIsRefused() {
    answering(packet -> stamped(packet, SECONDS_OF_2026).putLong(24, 1));

    assertThatIOException().isThrownBy(() -> new SntpQuery(() -> NOW).offset(address()));
  }

  @Test
  void serverThatKnowsNoTimeItselfIsRefused() {
    answering(packet -> stamped(packet, SECONDS_OF_2026).put(1, (byte) 0));

    assertThatIOException().isThrownBy(() -> new SntpQuery(() -> NOW).offset(address()));
  }

  @Test
  void clockThatIsAnHourOffIsAFault() {
    long now = InstantSource.system().instant().getEpochSecond() + 2_208_988_800L;
    answering(packet -> stamped(packet, now + 3600));

    var finding = new ClockCheckup().measured(List.of("127.0.0.1"), server.getLocalPort());

    assertThat(finding.status()).isEqualTo(Status.FAULT);
    assertThat(finding.found()).contains("off what 127.0.0.1 says");
    assertThat(finding.remedy()).contains("timedatectl set-ntp true");
  }

  @Test
  void withoutAnyServerTheClockIsNotJudged() {
    var finding = new ClockCheckup().measured(List.of(), server.getLocalPort());

    assertThat(finding.status()).isEqualTo(Status.SKIPPED);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  private static ByteBuffer stamped(ByteBuffer question, long seconds) {
    long quarter = (seconds << 32) | 0x4000_0000L;
    return ByteBuffer.allocate(48)
        .put(0, (byte) 0x24)
        .put(1, (byte) 2)
        .putLong(24, question.getLong(40))
        .putLong(32, quarter)
        .putLong(40, quarter);
  }

  private void answering(UnaryOperator<ByteBuffer> answer) {
    Thread.ofPlatform().daemon().name("time-server").start(() -> serve(answer));
  }

  private void serve(UnaryOperator<ByteBuffer> answer) {
    try {
      var question = new DatagramPacket(new byte[48], 48);
      server.receive(question);
      var bytes = answer.apply(ByteBuffer.wrap(question.getData())).array();
      server.send(new DatagramPacket(bytes, bytes.length, question.getSocketAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
