package io.siprouter.core.sip.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNamesTest {

  @ParameterizedTest
  @CsvSource({
    "CN=other, DNS:sip.example.org, sip.example.org, true",
    "CN=other, DNS:SIP.Example.ORG, sip.example.org, true",
    "CN=other, URI:sip:example.org, example.org, true",
    "CN=other, URI:sip:example.org, sip.example.org, false",
    "CN=other, URI:sip:alice@example.org, example.org, false",
    "CN=other, URI:sips:example.org, example.org, false",
    "CN=other, URI:https://example.org, example.org, false",
    "CN=*.example.org, , sip.example.org, false",
    "CN=sip.example.org, , sip.example.org, true",
    "CN=sip.example.org, DNS:example.net, sip.example.org, false",
    "CN=sip.example.org, URI:https://example.net, sip.example.org, false",
    "CN=other, IP:192.0.2.1, 192.0.2.1, true",
    "CN=other, IP:192.0.2.1, 192.0.2.2, false",
    "CN=other, IP:2001:db8::1, [2001:DB8:0::1], true",
    "CN=other, DNS:192.0.2.1, 192.0.2.1, true",
    "CN=other, DNS:example.org, 192.0.2.1, false",
  })
  void certificateSpeaksForTheDomainsItNames(
      String subject, String alternative, String domain, boolean includes) throws Exception {
    var builder =
        new CertificateBuilder().subject(subject).ecp256().setIsCertificateAuthority(true);
    if (alternative != null) {
      var value = alternative.substring(alternative.indexOf(':') + 1);
      switch (alternative.substring(0, alternative.indexOf(':'))) {
        case "DNS" -> builder.addSanDnsName(value);
        case "URI" -> builder.addSanUriName(value);
        default -> builder.addSanIpAddress(value);
      }
    }

    var certificate = builder.buildSelfSigned().getCertificate();

    assertThat(CertificateNames.includes(certificate, domain)).isEqualTo(includes);
  }
}
