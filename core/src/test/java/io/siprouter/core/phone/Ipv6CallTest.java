package io.siprouter.core.phone;

import static io.siprouter.core.phone.TestPhones.SOON;
import static io.siprouter.core.phone.TestPhones.soundOf;
import static io.siprouter.core.phone.TestPhones.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.Hub;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.media.codec.Codec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones with IPv6 addresses call through the hub, each other and phones with IPv4 addresses. */
class Ipv6CallTest {
  private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");
  private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
  private static final int PORT = 25_160;
  private static final double ALICE_HZ = 440;
  private static final double BOB_HZ = 620;
  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "@ADDRESS@",
          "sip": {"udpPort": 25160, "tcpPort": 25160},
          "rtpPorts": {"min": 25200, "max": 25219}
        },
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "secret"}
        ]
      }
      """;

  private final TestPhones phones = new TestPhones();

  @AfterEach
  void closePhones() {
    phones.close();
  }

  @Test
  void twoPhonesTalkOverIpv6() throws Exception {
    assertTalk("::1", IPV6, IPV6);
  }

  @Test
  void phonesOfBothFamiliesTalkThroughAHubWithBoth() throws Exception {
    assertTalk("auto", IPV4, IPV6);
  }

  private void assertTalk(String hubAddress, InetAddress one, InetAddress other) throws Exception {
    try (var hub = Hub.start(CONFIG.replace("@ADDRESS@", hubAddress))) {
      var alice = registered("101", one, ALICE_HZ);
      var bob = registered("102", other, BOB_HZ);

      alice.dial("102");
      stateOf(alice, Talking.class);
      stateOf(bob, Talking.class);
      soundOf(alice, BOB_HZ);
      soundOf(bob, ALICE_HZ);

      alice.hangUp();
      hub.awaitNoCalls();
    }
  }

  private ScriptedPhone registered(String user, InetAddress at, double toneHz) throws Exception {
    var account = new PhoneAccount(user, "secret", new InetSocketAddress(at, PORT));
    var sound = new PhoneSound(List.of(Codec.PCMU), toneHz, List.of(ALICE_HZ, BOB_HZ));
    var phone = phones.keep(ScriptedPhone.open(at, account, sound));
    phone.register();
    assertThat(phone.awaitRegistration(SOON))
        .containsInstanceOf(PhoneRegistration.Registered.class);
    return phone;
  }

  @Test
  void requestOverTcpIsAnsweredOverIpv6() throws IOException {
    try (var _ = Hub.start(CONFIG.replace("@ADDRESS@", "::1"));
        var phone = new Socket(IPV6, PORT)) {
      phone.setSoTimeout((int) SOON.toMillis());
      var options =
          """
          OPTIONS sip:[::1]:25160 SIP/2.0
          Via: SIP/2.0/TCP [::1]:%1$d;branch=z9hG4bKsix;rport
          Max-Forwards: 70
          From: <sip:six@[::1]>;tag=1
          To: <sip:hub@[::1]>
          Call-ID: six
          CSeq: 1 OPTIONS
          Content-Length: 0

          """
              .formatted(phone.getLocalPort())
              .replace("\n", "\r\n");
      phone.getOutputStream().write(options.getBytes(StandardCharsets.US_ASCII));

      var in =
          new BufferedReader(
              new InputStreamReader(phone.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("SIP/2.0 200 OK");
      assertThat(in.readLine())
          .startsWith("Via: SIP/2.0/TCP [::1]:" + phone.getLocalPort())
          .contains("rport=" + phone.getLocalPort());
    }
  }
}
