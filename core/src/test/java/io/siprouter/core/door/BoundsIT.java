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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(513);
      assertThat(stranger.isEnded(PATIENCE)).isTrue();
      Health.check(neighbour, "after a monstrous length");
    }
  }

  @Test
  void headersBeyondAHundredAreRefused() throws IOException {
    try (var stranger = new UdpStranger(Loopback.address(6), hub.address())) {
      stranger.send(bytes(options("many", "UDP").replace("To:", "X: y\r\n".repeat(100) + "To:")));
      var refusal = stranger.receive(PATIENCE).orElseThrow();
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.reason()).isEqualTo("Too many headers");

      stranger.send(bytes(options("few", "UDP").replace("To:", "X: y\r\n".repeat(93) + "To:")));
      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UDP", "TCP"})
  void longRequestUriIsRefused(String transport) throws IOException {
    try (var stranger = stranger(transport, 10)) {
      stranger.send(bytes(options("long", transport).replaceFirst("sip:hub@", longUri(3_000))));
      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(414);
      Health.check(stranger, "after a long URI");
    }
  }

  @Test
  void requestUriThatLeavesNoRoomForHeadersIsRefusedWithinADatagram() throws IOException {
    try (var stranger = stranger("UDP", 11)) {
      stranger.send(bytes(options("longer", "UDP").replaceFirst("sip:hub@", longUri(20_000))));

      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(414);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UDP", "TCP"})
  void messageBeyondTheLimitIsRefused(String transport) throws IOException {
    try (var small =
            Hub.start(TestDoor.config(12).replace("\"sip\":", SMALL_MESSAGES + "\"sip\":"));
        var stranger = stranger(transport, 13, small)) {
      var message =
          options("fits", transport).replace("Length: 0", "Length: 3500") + "b".repeat(3_500);
      stranger.send(bytes(message));
      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(200);

      stranger.send(bytes(message.replace("Length: 3500", "Length: 5000") + "b".repeat(1_500)));
      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(513);
    }
  }

  private static final String SMALL_MESSAGES = "\"limits\": {\"maxMessageBytes\": 4096}, ";

  private static String longUri(int length) {
    return "sip:" + "h".repeat(length) + "@";
  }

  private static Stranger stranger(String transport, int number) throws IOException {
    return stranger(transport, number, hub);
  }

  private static Stranger stranger(String transport, int number, Hub hub) throws IOException {
    return transport.equals("UDP")
        ? new UdpStranger(Loopback.address(number), hub.address())
        : new TcpStranger(Loopback.address(number), hub.address());
  }

  @Test
  void datagramIsAnsweredIfThatHelpsItsSender() throws IOException {
    try (var stranger = new UdpStranger(Loopback.address(14), hub.address())) {
      stranger.send(bytes(options("bare", "UDP").replace("\r\n", "\n")));
      assertThat(stranger.receive(PATIENCE).map(SipResponse::status)).hasValue(400);

      stranger.send(bytes(options("nobody", "UDP").replace("Call-ID:", "?").replace("CSeq:", "?")));
      Health.check(stranger, "after what nobody could be told about");
      assertThat(stranger.receive(BRIEF)).isEmpty();
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
      for (int i = 0; i < 50; i++) {
        sameAddress.add(stranger(7));
        Health.check(sameAddress.getLast(), "over a new connection");
      }
      sameAddress.add(stranger(7));

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
