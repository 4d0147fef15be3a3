package io.siprouter.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.sip.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameAddrTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sip:a@b;tag=1 | <sip:a@b>;tag=1",
        "<sip:a@b;lr>;tag=1;x | <sip:a@b;lr>;tag=1;x",
        "Anna Maria  <sip:a@b> ; tag = 1 | \"Anna Maria\" <sip:a@b>;tag=1",
        "\"Bell, \\\"A\\\\ <x>;\"<sip:a@b> | \"Bell, \\\"A\\\\ <x>;\" <sip:a@b>",
        "\"\" <tel:+4930> | <tel:+4930>",
        "<sip:a@b>;+sip.instance=\"<urn:uuid:1;2>\";q=0.5 |"
            + " <sip:a@b>;+sip.instance=\"<urn:uuid:1;2>\";q=0.5"
      })
  void isWrittenInItsOneCanonicalForm(String text, String canonical) throws SipParseException {
    assertThat(NameAddr.parse(text)).hasToString(canonical);
    assertThat(NameAddr.parse(canonical)).isEqualTo(NameAddr.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "Bob",
        "<sip:a@b",
        "< sip:a@b >",
        "\"Bob <sip:a@b>",
        "\"Bob\" x <sip:a@b>",
        "Bell, A <sip:a@b>",
        "<sip:a@b>x",
        "<sip:a@b>;",
        "<sip:a@b>,<sip:c@d>",
        "sip:a@b?x=y",
        "sip:a@b,sip:c@d",
        "<sip:a@b>;x=\"y"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> NameAddr.parse(text)).isInstanceOf(SipParseException.class);
  }

  @Test
  void parametersOfHeaderAndUriStayApart() throws SipParseException {
    var contact = NameAddr.parse("<sip:a@b;expires=1;transport=tcp>;expires=60");

    assertThat(contact.expires()).hasValue(60);
    assertThat(contact.sipUri().flatMap(uri -> uri.param("expires"))).hasValue("1");
    assertThat(contact.withoutParam("expires").expires()).isEmpty();
  }

  @Test
  void tagIsReadAndReplaced() throws SipParseException {
    var from = NameAddr.parse("<sip:a@b>;TAG=1;x=y");

    assertThat(from.tag()).hasValue("1");
    assertThat(from.withTag("2")).hasToString("<sip:a@b>;tag=2;x=y");
    assertThat(NameAddr.of(from.uri()).withTag("3")).hasToString("<sip:a@b>;tag=3");
  }

  @Test
  void valueThatIsNoTokenIsQuoted() {
    var contact = NameAddr.of("Bob", SipUri.of("b", "c")).withParam("x", "<a;b>");

    assertThat(contact).hasToString("\"Bob\" <sip:b@c>;x=\"<a;b>\"");
    assertThat(contact.params().value("x")).hasValue("<a;b>");
  }
}
