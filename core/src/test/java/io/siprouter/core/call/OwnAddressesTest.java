package io.siprouter.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnAddressesTest {

  private final OwnAddresses own =
      new OwnAddresses(
          Optional.empty(),
          transport ->
              switch (transport) {
                case UDP -> 5060;
                case TCP -> 5070;
                case TLS -> 5071;
              });

  @Test
  void peerOnThisMachineReachesUsAtTheLoopbackAddress() {
    assertThat(own.towards(destination("127.0.0.9", SipTransport.UDP)))
        .hasToString("127.0.0.1:5060");
  }

  @Test
  void portIsThatOfTheTransport() {
    assertThat(own.towards(destination("127.0.0.9", SipTransport.TCP)))
        .hasToString("127.0.0.1:5070");
  }

  @Test
  void ipv6AddressStandsInBrackets() {
    assertThat(OwnAddresses.host(InetAddress.ofLiteral("fe80::1%1")))
        .isEqualTo("[fe80:0:0:0:0:0:0:1]");
  }

  @Test
  void configuredAddressIsUsedTowardsEverybody() {
    var fixed = new OwnAddresses(Optional.of(InetAddress.ofLiteral("192.0.2.7")), _ -> 5060);

    assertThat(fixed.towards(destination("198.51.100.1", SipTransport.UDP)))
        .hasToString("192.0.2.7:5060");
  }

  private static Destination destination(String address, SipTransport transport) {
    return new Destination(transport, new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
  }
}
