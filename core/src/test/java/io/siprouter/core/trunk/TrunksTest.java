package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrunksTest {

  private static final SipFlow PROVIDER = flow(SipTransport.UDP, "198.51.100.1", 5070);
  private static final SipFlow STRANGER = flow(SipTransport.UDP, "192.0.2.66", 5060);

  private final TrunkFixture fixture = new TrunkFixture();
  private final Trunks trunks =
      new Trunks(
          List.of(
              TrunkFixture.provider("first", "sip.example.org:5070", "'numbers': ['+49301']"),
              TrunkFixture.provider("second", "sip.example.org:5070", "'numbers': ['+49302']")),
          fixture.services());

  @BeforeEach
  void register() {
    trunks.register();
    fixture.loops.settle();
  }

  @Test
  void callToTheContactOfATrunkIsItsOwnWhereverItComesFrom() {
    var contact = trunks.of("second").orElseThrow().line().orElseThrow().contact();

    assertThat(owner(STRANGER, contact)).contains("second");
  }

  @Test
  void callFromTheProvidersAddressIsOfTheAccountItNames() {
    assertThat(owner(PROVIDER, SipUri.of("+49302", "192.168.1.5"))).contains("second");
    assertThat(owner(PROVIDER, SipUri.of("user-second", "192.168.1.5"))).contains("second");
  }

  @Test
  void callFromTheProvidersAddressThatNamesNoAccountIsOfTheFirst() {
    assertThat(owner(PROVIDER, SipUri.of("4711", "192.168.1.5"))).contains("first");
  }

  @Test
  void phoneOnTheProvidersHostIsNotTheProvider() {
    var uri = SipUri.of("+49302", "192.168.1.5");

    assertThat(owner(flow(SipTransport.UDP, "198.51.100.1", 5071), uri)).isEmpty();
    assertThat(owner(flow(SipTransport.TCP, "198.51.100.1", 5070), uri)).isEmpty();
  }

  @Test
  void providerKnownByItsAddressAloneMayConnectFromAnyPort() {
    fixture.dnsPrefers(SipTransport.TCP);
    var carrier = fixture.trunk("'register': false, 'transport': 'auto'");
    carrier.register();
    fixture.loops.settle();

    assertThat(carrier.isPeer(flow(SipTransport.TCP, "198.51.100.1", 33_333))).isTrue();
    assertThat(carrier.isPeer(flow(SipTransport.UDP, "198.51.100.1", 33_333))).isFalse();
    assertThat(carrier.isPeer(flow(SipTransport.TCP, "198.51.100.2", 5070))).isFalse();
  }

  @Test
  void fromProvesNothing() {
    var provider = NameAddr.of(SipUri.of("user-first", "sip.example.org")).withTag("x");
    var invite = TestPhone.invite("user-first", "+49301").from(provider).build();

    assertThat(trunks.owning(STRANGER, invite)).isEmpty();
  }

  @Test
  void guessedTokenProvesNothing() {
    var guess = SipUri.of("user-first", "192.168.1.5").withParam("line", "guess");

    assertThat(owner(STRANGER, guess)).isEmpty();
  }

  private Optional<String> owner(SipFlow source, SipUri requestUri) {
    var invite = SipRequest.builder("INVITE", requestUri).build();
    return trunks.owning(source, invite).map(trunk -> trunk.provider().id());
  }

  private static SipFlow flow(SipTransport transport, String address, int port) {
    return new SipFlow(
        transport,
        new InetSocketAddress("192.168.1.5", 5060),
        new InetSocketAddress(address, port));
  }
}
