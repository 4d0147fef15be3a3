package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValuesTest {
  @ParameterizedTest
  @CsvSource({
    "G722, G722",
    "g722/16000, G722",
    "G722/8000, G722",
    "pcmu/8000, PCMU",
    "Pcma, PCMA",
  })
  void codecIsReadInAnySpelling(String text, CodecName codec) {
    assertThat(CodecName.parse(text)).contains(codec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G.722", "PCMU/16000", "opus/8000"})
  void otherCodecsAreNone(String text) {
    assertThat(CodecName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "md5", "SHA256", "SHA_256", "SHA-512-256", "MD5-sess"})
  void digestIsOneOfTwoNamesAsRfc8760SpellsThem(String other) {
    assertThat(DigestName.parse("SHA-256")).contains(DigestName.SHA_256);
    assertThat(DigestName.parse("MD5")).contains(DigestName.MD5);
    assertThat(DigestName.parse(other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"SHA-256\", \"MD5\"", "\"MD5\", \"SHA-256\""})
  void strongestDigestIsFirstInWhateverOrderTheyAreListed(String listed) throws Exception {
    var config =
        ConfigLoader.parse(
            """
            {"devices": [
              {"id": "a", "extension": "1", "username": "u", "password": "p", "digest": [%s]}
            ]}
            """
                .formatted(listed));

    assertThat(config.devices().getFirst().digest())
        .containsExactly(DigestName.SHA_256, DigestName.MD5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip.example.org",
        "sip.example.org:5080",
        "localhost",
        "127.0.0.1:5060",
        "[::1]",
        "[::1]:5060"
      })
  void hostPrintsAsItWasWritten(String text) {
    assertThat(HostPort.parse(text)).hasValueSatisfying(host -> assertThat(host).hasToString(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "-a.org",
        "a..org",
        "a.org:",
        "a.org:0",
        "a.org:65536",
        "1.2.3",
        "1.2.3.256",
        "::1",
        "[1.2]",
        "[:::]",
        "sip:a.org",
        "u@a.org",
        "a.org;x"
      })
  void whatIsNoHostIsRefused(String text) {
    assertThat(HostPort.parse(text)).isEmpty();
  }

  @Test
  void addressIsAutoOrOneHost() throws Exception {
    var ipv6 = InetAddress.getByName("2001:db8::1");

    assertThat(AddressSetting.parse("auto")).contains(new AddressSetting.Auto());
    assertThat(AddressSetting.parse("2001:db8::1")).contains(new AddressSetting.Fixed(ipv6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Auto", "127.1", "10.0.0.0/8", "0.0.0.0", "::", "224.0.0.1", "a.org"})
  void whatIsNoAddressOfOneHostIsRefused(String text) {
    assertThat(AddressSetting.parse(text)).isEmpty();
  }

  @Test
  void secretShowsItselfOnlyWhenAsked() {
    assertThat(Secret.of("hunter2"))
        .hasToString("(hidden)")
        .isEqualTo(Secret.of("hunter2"))
        .hasSameHashCodeAs(Secret.of("hunter2"))
        .isNotEqualTo(Secret.of("other"))
        .extracting(Secret::reveal)
        .isEqualTo("hunter2");
  }
}
