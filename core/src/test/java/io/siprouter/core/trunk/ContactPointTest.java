package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.HostPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactPointTest {

  private static final HostPort OWN = HostPort.of("192.168.1.5", 5060);

  @ParameterizedTest
  @CsvSource({
    "UDP, ;received=203.0.113.9;rport=61234, 203.0.113.9:61234",
    "UDP, ;received=203.0.113.9, 203.0.113.9:5060",
    "UDP, ;rport=61234, 192.168.1.5:61234",
    "UDP, ;received=192.168.1.5;rport=5060, 192.168.1.5:5060",
    "UDP, ;received=2001:db8::9;rport=5060, [2001:db8::9]:5060",
    "UDP, ;received=[2001:db8::9];rport=5060, [2001:db8::9]:5060",
    "UDP, ;rport, 192.168.1.5:5060",
    "UDP, ;branch=z9hG4bK1, 192.168.1.5:5060",
    "UDP, ;received=no/host;rport=1, 192.168.1.5:5060",
    "TCP, ;received=192.168.1.5;rport=40111, 192.168.1.5:5060",
    "TCP, ;received=203.0.113.9;rport=40111, 203.0.113.9:40111",
    "TLS, ;received=192.168.1.5;rport=40111, 192.168.1.5:40111",
  })
  void providerTellsUsHowItSeesUs(SipTransport transport, String params, String advertised)
      throws SipParseException {
    var via = Via.parse("SIP/2.0/" + transport + " 192.168.1.5:5060" + params);

    var seen = ContactPoint.of(transport, OWN).seenThrough(via);

    assertThat(seen.advertised()).hasToString(advertised);
    assertThat(seen.own()).isEqualTo(OWN);
  }
}
