package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PulseTest {

  private final Pulse pulse = new Pulse();
  private final EmbeddedChannel channel = new EmbeddedChannel(pulse);
  private int silences;

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void pingIsTwoEmptyLines() {
    ping();

    ByteBuf sent = channel.readOutbound();
    assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("\r\n\r\n");
    sent.release();
  }

  @Test
  void peerThatAnswersLives() {
    for (int i = 0; i < 3; i++) {
      ping();
      receives("\r\n");
      passes(30);
    }

    assertThat(silences).isZero();
  }

  @Test
  void peerThatAnsweredBeforeIsGivenTenSeconds() {
    ping();
    receives("\r\n");
    passes(30);

    ping();
    passes(9);
    assertThat(silences).isZero();
    passes(1);
    assertThat(silences).isOne();
  }

  @Test
  void peerThatNeverAnswersIsNotExpectedTo() {
    for (int i = 0; i < 3; i++) {
      ping();
      passes(30);
    }

    assertThat(silences).isZero();
  }

  @Test
  void anyMessageIsASignOfLife() {
    ping();
    receives("\r\n");
    passes(30);

    ping();
    receives("OPTIONS");
    passes(10);
    assertThat(silences).isZero();
  }

  @Test
  void pingThatWaitsForItsAnswerIsNotRepeated() {
    ping();
    passes(5);
    ping();

    assertThat(channel.outboundMessages()).hasSize(1);
  }

  @Test
  void everythingIsPassedOn() {
    ping();
    receives("\r\n");

    assertThat(channel.inboundMessages()).hasSize(1);
  }

  private void ping() {
    pulse.ping(channel, () -> silences++);
  }

  private void receives(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void passes(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }
}
