package io.siprouter.config.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via",
        "v",
        "CSeq",
        "Call-ID",
        "I",
        "To",
        "t",
        "Route",
        "Record-Route",
        "Content-Length",
        "l",
        "Max-Forwards",
        "max-forwards",
        "Authorization",
        "Proxy-Authorization"
      })
  void headersThatMakeMessagesArriveCannotBeWritten(String name) {
    assertThat(HeaderRule.fault(name, "x")).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeaderRule(Optional.empty(), name, "x"))
        .withMessageStartingWith(name + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A\r\nVia", "X A", "", "X:A", "Ü"})
  void nameIsOneToken(String name) {
    assertThat(HeaderRule.fault(name, "x")).contains("the name of a SIP header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nVia: x", "a\nb", "a\rb", "a\0b", "a\u0085b"})
  void valueIsOneLine(String value) {
    assertThat(HeaderRule.fault("X-A", value)).contains("up to 256 characters on one line");
    assertThat(HeaderRule.fault("X-A", "x".repeat(257))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User-Agent | FRITZ!OS",
        "User-Agent | ''",
        "X-Caller   | \"Jürgen\" <sip:1@x>;q=1",
        "From       | \"A\" <sip:1@example.org>",
        "m          | <sip:1@example.org:5070>",
      })
  void everythingElseCan(String name, String value) {
    assertThat(HeaderRule.fault(name, value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "sip:1@x", "<sip:1@x>;tag=7", "<http://x>", "<sip:1 2@x>"})
  void fromIsAnAddressWithoutTag(String value) {
    assertThat(HeaderRule.fault("f", value)).isPresent();
  }

  @Test
  void ruleIsForItsMethodAndEverySpellingOfItsName() {
    var rule = new HeaderRule(Optional.of("INVITE"), "m", "<sip:1@x>");

    assertThat(rule.applies("INVITE")).isTrue();
    assertThat(rule.applies("BYE")).isFalse();
    assertThat(rule.isOf("Contact")).isTrue();
    assertThat(rule.isOf("CONTACT")).isTrue();
    assertThat(rule.isOf("From")).isFalse();
  }
}
