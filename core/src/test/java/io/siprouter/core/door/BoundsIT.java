package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much of a stranger's message the engine takes. */
class BoundsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BRIEF = Duration.ofMillis(50);
  private static Hub hub;

  @BeforeAll
  static void start() {
    hub = TestDoor.open();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static TcpStranger stranger(int number) throws IOException {
    return new TcpStranger(Loopback.address(number), hub.address());
  }

  private static String options(String callId, String transport) {
    return new String(Health.options(callId, transport), StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void headersOfAMegabyteEndTheirConnection() throws IOException {
    try (var stranger = stranger(2);
        var neighbour = stranger(3)) {
      sendAsFarAsTaken(stranger, "OPTIONS sip:a@b SIP/2.0\r\nX: " + "x".repeat(1 << 20));

      assertThat(stranger.isEnded(PATIENCE)).isTrue();
      Health.check(neighbour, "after a megabyte");
    }
  }

  /** The engine may have hung up before all is written. */
  private static void sendAsFarAsTaken(Stranger stranger, String text) throws IOException {
    try {
      stranger.send(bytes(text));
    } catch (SocketException e) {
      assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
    }
  }

  @Test
  void bodyOfTwoGigabytesIsRefusedBeforeItComes() throws IOException {
    try (var stranger = stranger(4);
        var neighbour = stranger(5)) {
      stranger.send(bytes(options("big", "TCP").replace("Length: 0", "Length: 2000000000")));

      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(400);
      assertThat(stranger.isEnded(PATIENCE)).isTrue();
      Health.check(neighbour, "after a monstrous length");
    }
  }

  @Test
  void headersBeyondAHundredAreNotRead() throws IOException {
    try (var stranger = new UdpStranger(Loopback.address(6), hub.address())) {
      stranger.send(bytes(options("many", "UDP").replace("To:", "X: y\r\n".repeat(100) + "To:")));
      Health.check(stranger, "after too many headers");
      assertThat(stranger.receive(BRIEF)).isEmpty();

      stranger.send(bytes(options("few", "UDP").replace("To:", "X: y\r\n".repeat(93) + "To:")));
      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(200);
    }
  }

  @Test
  void pingsInPiecesAreAnsweredBetweenMessages() throws IOException {
    try (var socket = new Socket(hub.address().getAddress(), hub.address().getPort())) {
      socket.setTcpNoDelay(true);
      for (byte each : bytes("\r\n\r\n")) {
        socket.getOutputStream().write(each);
      }

      assertThat(socket.getInputStream().readNBytes(2)).isEqualTo(bytes("\r\n"));
    }
  }

  @Test
  void connectionsOfOneAddressAreLimitedAndOtherAddressesServed() throws IOException {
    List<TcpStranger> sameAddress = new ArrayList<>();
    try (var neighbour = stranger(8)) {
      for (int i = 0; i < 51; i++) {
        sameAddress.add(stranger(7));
      }

      assertThat(sameAddress.getLast().isEnded(PATIENCE)).isTrue();
      Health.check(sameAddress.getFirst(), "over the first of 51 connections");
      Health.check(neighbour, "beside 51 connections");
    } finally {
      for (var each : sameAddress) {
        each.close();
      }
    }
  }

  @Test
  void answersAreNotMuchLongerThanWhatTheyAnswer() throws IOException {
    try (var stranger = new UdpStranger(Loopback.address(9), hub.address())) {
      for (var method : List.of("REGISTER", "INVITE", "OPTIONS", "BYE", "NONSENSE")) {
        byte[] request = tiny(method);
        stranger.send(request);

        var answer = stranger.receive(PATIENCE).orElseThrow();
        assertThat(answer.toBytes().length).as(method).isLessThanOrEqualTo(3 * request.length);
      }
    }
  }

  private static byte[] tiny(String method) {
    return bytes(
        """
        %1$s sip:a@b SIP/2.0
        v:SIP/2.0/UDP a;branch=z9hG4bK%1$s
        f:<sip:a@b>;tag=1
        t:<sip:a@b>
        m:<sip:a@b>
        i:%1$s
        CSeq:1 %1$s

        """
            .formatted(method)
            .replace("\n", "\r\n"));
  }
}
