package io.siprouter.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.sip.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:alice@atlanta.com",
        "sip:alice:secretword@atlanta.com;transport=tcp",
        "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
        "sip:+1-212-555-1212:1234@gateway.com;user=phone",
        "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
        "sip:alice;day=tuesday@atlanta.com",
        "sip:*43#@[2001:db8::1]:5070;ob;x=[::1]",
        "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too@a.com"
      })
  void givesBackWhatItRead(String text) throws SipParseException {
    assertThat(SipUri.parse(text)).hasToString(text);
    assertThat(Uri.parse(text)).isEqualTo(SipUri.parse(text));
  }

  @Test
  void readsAllItsParts() throws SipParseException {
    var uri = SipUri.parse("SIPS:j%40x:s%20w@[::1]:5071;lr;p=%41?Replaces=a%3Bb&x=y");

    assertThat(uri.scheme()).isEqualTo("sips");
    assertThat(uri.user()).hasValue("j@x");
    assertThat(uri.password()).hasValue("s w");
    assertThat(uri.host()).isEqualTo("[::1]");
    assertThat(uri.port()).hasValue(5071);
    assertThat(uri.params().contains("LR")).isTrue();
    assertThat(uri.param("p")).hasValue("A");
    assertThat(uri.header("replaces")).hasValue("a;b");
    assertThat(uri.header("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sip",
        "sip:",
        "sip:@host",
        "sip:a@",
        "sip:a@b@c",
        "sip:a b@c",
        "sip:a@b:x",
        "sip:a@b:65536",
        "sip:a@b:",
        "sip:a@[::1",
        "sip:a@[]",
        "sip:a@b;",
        "sip:a@b;=x",
        "sip:a@b;;x",
        "sip:a%4@b",
        "sip:a%zz@b",
        "sip:a@b c",
        "<sip:a@b>",
        "sip:\u00e4@b",
        "tel:",
        "tel:+49x",
        "1ip:a@b",
        "tel:+4930",
        "http://x"
      })
  void whatIsNoSipUriIsRefused(String text) {
    assertThatThrownBy(() -> SipUri.parse(text)).isInstanceOf(SipParseException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp, true",
    "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5, true",
    "sip:carol@chicago.com;security=on, sip:carol@chicago.com;newparam=5, true",
    "sip:c@chicago.com?Subject=next%20meeting&x=y, sip:c@chicago.com?x=y&Subject=next%20meeting,"
        + " true",
    "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP, false",
    "sip:bob@biloxi.com, sip:bob@biloxi.com:5060, false",
    "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp, false",
    "sip:bob@biloxi.com, sips:bob@biloxi.com, false",
    "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting, false",
    "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off, false",
    "sip:a%3Bb@x, sip:a;b@x, false"
  })
  void equivalenceFollowsTheExamplesOfTheRfc(String a, String b, boolean equivalent)
      throws SipParseException {
    assertThat(SipUri.parse(a).isEquivalentTo(SipUri.parse(b))).isEqualTo(equivalent);
    assertThat(SipUri.parse(b).isEquivalentTo(SipUri.parse(a))).isEqualTo(equivalent);
  }

  @Test
  void equalityIgnoresSpellingButNoParameter() throws SipParseException {
    var uri = SipUri.parse("sip:%61lice@Home;a=1;B=2");

    assertThat(uri)
        .isEqualTo(SipUri.parse("sip:alice@home;b=2;A=1"))
        .hasSameHashCodeAs(SipUri.parse("sip:alice@home;b=2;A=1"))
        .isNotEqualTo(SipUri.parse("sip:alice@home;b=2"))
        .isNotEqualTo(SipUri.parse("sip:Alice@home;b=2;a=1"));
  }

  @Test
  void withersChangeOnePartAndEscape() throws SipParseException {
    var uri = SipUri.parse("sip:alice:pw@home:5070;lr?x=y");

    assertThat(uri.withUser("a b@ü")).hasToString("sip:a%20b%40%C3%BC:pw@home:5070;lr?x=y");
    assertThat(uri.withUser("")).hasToString("sip:home:5070;lr?x=y");
    assertThat(uri.withHost("office").withoutPort()).hasToString("sip:alice:pw@office;lr?x=y");
    assertThat(uri.withPort(1).withoutHeaders()).hasToString("sip:alice:pw@home:1;lr");
    assertThat(uri.withParam("LR", "a;b").withFlag("ob").withoutHeaders())
        .hasToString("sip:alice:pw@home:5070;LR=a%3Bb;ob");
    assertThat(uri.withoutParam("lr").withoutHeaders()).hasToString("sip:alice:pw@home:5070");
  }

  @Test
  void userOfATelUriIsItsNumber() throws SipParseException {
    Uri uri = Uri.parse("tel:+49-(30).1234;phone-context=x");

    assertThat(uri.user()).hasValue("+49301234");
    assertThat(uri.sip()).isEmpty();
    assertThat(uri).hasToString("tel:+49-(30).1234;phone-context=x");
  }

  @Test
  void otherSchemesAreCarriedAsTheyAre() throws SipParseException {
    assertThat(Uri.parse("URN:service:sos")).hasToString("URN:service:sos");
    assertThat(Uri.parse("URN:service:sos").scheme()).isEqualTo("urn");
  }

  @Test
  void addressOfRecordIsUserAndHostInLowerCase() throws SipParseException {
    Aor aor = Aor.from(SipUri.parse("sip:%41lice@Home.Example:5070;transport=tcp"));

    assertThat(aor)
        .isEqualTo(new Aor("Alice", "home.example"))
        .hasToString("sip:Alice@home.example");
  }
}
