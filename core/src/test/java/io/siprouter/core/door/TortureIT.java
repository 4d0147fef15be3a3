package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Torture;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of RFC 4475 and RFC 5118 on the wire, each from an address of its own: the engine
 * reacts to each as decided, and serves on after each.
 */
class TortureIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BRIEF = Duration.ofMillis(50);
  private static final AtomicInteger SOURCES = new AtomicInteger(1);
  private static Hub hub;

  @BeforeAll
  static void start() {
    hub = TestDoor.open();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static InetAddress source() {
    return Loopback.address(SOURCES.incrementAndGet());
  }

  static List<Torture.Reaction> reactions() {
    return Torture.reactions();
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void overUdp(Torture.Reaction expected) throws IOException {
    try (var stranger = new UdpStranger(source(), hub.address())) {
      if (expected.udp().equals("silence")) {
        stranger.send(expected.message());
        Health.check(stranger, "after " + expected);
        assertThat(stranger.receive(BRIEF)).isEmpty();
      } else {
        var answer = answer(stranger, expected);
        assertThat(answer.status()).isEqualTo(Integer.parseInt(expected.udp()));
        assertThat(answer(stranger, expected).headers().first("To"))
            .isEqualTo(answer.headers().first("To"));
        Health.check(stranger, "after " + expected);
      }
    }
  }

  private static SipResponse answer(Stranger stranger, Torture.Reaction to) throws IOException {
    stranger.send(to.message());
    return stranger.finalResponse(PATIENCE).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void overTcp(Torture.Reaction expected) throws IOException {
    try (var stranger = new TcpStranger(source(), hub.address())) {
      stranger.send(expected.message());
      switch (expected.tcp()) {
        case "silence" -> assertThat(stranger.receive(BRIEF)).isEmpty();
        case "closes" -> assertThat(stranger.isEnded(PATIENCE)).isTrue();
        case "400 closes" -> {
          assertStatus(stranger, "400");
          assertThat(stranger.isEnded(PATIENCE)).isTrue();
        }
        default -> assertStatus(stranger, expected.tcp());
      }
    }
    try (var asking = new TcpStranger(source(), hub.address())) {
      Health.check(asking, "after " + expected);
    }
  }

  private static void assertStatus(Stranger stranger, String status) throws IOException {
    assertThat(stranger.finalResponse(PATIENCE).map(SipResponse::status))
        .hasValue(Integer.parseInt(status));
  }
}
