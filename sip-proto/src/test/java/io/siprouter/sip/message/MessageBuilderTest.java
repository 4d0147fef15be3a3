package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import org.junit.jupiter.api.Test;

class MessageBuilderTest {

  @Test
  void builtRequestIsWhatIsReadOnTheOtherSide() throws SipParseException {
    SipRequest built =
        SipRequest.builder("REGISTER", SipUri.of(HostPort.of("home.example")))
            .via(Via.of("TCP", "10.0.0.1", 5060, "z9hG4bK1").withFlag("rport"))
            .maxForwards(70)
            .from(NameAddr.of("Jürgen \"J\"", SipUri.of("j", "home.example")).withTag("1"))
            .to(NameAddr.of(SipUri.of("j", "home.example")))
            .callId("c1")
            .cSeq(new CSeq(1, "REGISTER"))
            .contact(NameAddr.of(SipUri.of("j", "10.0.0.1", 5060)))
            .expires(300)
            .body("text/plain", "größer")
            .build();

    assertThat(MessageCheck.check(built)).isEmpty();
    assertThat(SipParser.parse(built.toBytes())).isEqualTo(built);
    assertThat(built.headers().first("Content-Length")).hasValue("8");
    assertThat(built.expires()).hasValue(300);
  }

  @Test
  void changedMessageKeepsWhatWasNotChanged() throws SipParseException {
    SipRequest invite = Wire.request(Wire.INVITE);

    SipRequest changed =
        invite.toBuilder().maxForwards(69).withoutBody().requestUri(SipUri.of("x", "y")).build();

    assertThat(changed.toBytes())
        .isEqualTo(
            Wire.bytes(
                Wire.INVITE
                    .replaceFirst("bob@biloxi.example.com", "x@y")
                    .replace("70", "69")
                    .replace("Content-Type: application/sdp\n", "")
                    .replace("Length: 5", "Length: 0")
                    .replace("v=0\n", "")));
  }

  @Test
  void requestRemembersWhereItCameFrom() throws SipParseException {
    SipRequest invite =
        Wire.request(Wire.INVITE.replace(";rport", ";rport=1, SIP/2.0/UDP p;branch=z9hG4bK2"));

    SipRequest stamped = invite.receivedFrom("192.0.2.7", 50_600);

    assertThat(stamped.topVia().received()).hasValue("192.0.2.7");
    assertThat(stamped.topVia().rport()).hasValue(50_600);
    assertThat(stamped.headers().values("Via")).hasSize(2);
    assertThat(stamped.bodyText()).isEqualTo(invite.bodyText());
  }

  @Test
  void portIsNotFilledInForASenderThatDidNotAsk() throws SipParseException {
    SipRequest invite = Wire.request(Wire.INVITE.replace(";rport", ""));

    Via via = invite.receivedFrom("2001:db8::1", 50_600).topVia();

    assertThat(via.received()).hasValue("2001:db8::1");
    assertThat(via.wantsRport()).isFalse();
    SipRequest unreadable = Wire.request(Wire.INVITE.replaceFirst("Via: .*", "Via: x"));
    assertThat(unreadable.receivedFrom("192.0.2.7", 1)).isSameAs(unreadable);
  }

  @Test
  void responseCopiesWhatTheRfcNames() throws SipParseException {
    SipRequest invite =
        Wire.request(
            Wire.INVITE
                .replace("Max-", "v: SIP/2.0/UDP p;branch=z9hG4bK2\nMax-")
                .replace("To: ", "Record-Route: <sip:p;lr>\nTo: "));

    SipResponse ringing = SipResponse.responseTo(invite, 180).toTag("t1").build();

    assertThat(ringing.startLine()).isEqualTo("SIP/2.0 180 Ringing");
    assertThat(ringing.headers().all("Via")).isEqualTo(invite.headers().all("Via"));
    assertThat(ringing.headers().contains("Record-Route")).isTrue();
    assertThat(ringing.headers().contains("Contact")).isFalse();
    assertThat(ringing.to().tag()).hasValue("t1");
    assertThat(ringing.toBuilder().toTag("t2").build().to().tag()).hasValue("t1");
    assertThat(SipResponse.responseTo(invite, 100).build().headers().contains("Record-Route"))
        .isFalse();
    assertThat(SipResponse.responseTo(invite, 486).build().headers().contains("Record-Route"))
        .isFalse();
  }

  @Test
  void statusWithoutOwnPhraseTakesThatOfItsClass() throws SipParseException {
    SipRequest invite = Wire.request(Wire.INVITE);

    assertThat(SipResponse.responseTo(invite, 499).build().reason()).isEqualTo("Request Failure");
    assertThat(SipResponse.responseTo(invite, 699).build().reason()).isEqualTo("Global Failure");
    assertThatThrownBy(() -> SipResponse.responseTo(invite, 700))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lineBreakCannotGetIntoAReason() throws SipParseException {
    var response = SipResponse.responseTo(Wire.request(Wire.INVITE), 400);

    assertThatThrownBy(() -> response.reason("x\r\nVia: y"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void accessorsOfAnUncheckedMessageNameTheHeader() throws SipParseException {
    SipMessage message = Wire.message(Wire.INVITE.replaceFirst("CSeq: .*", "CSeq: x"));

    assertThatThrownBy(message::cSeq)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CSeq");
  }
}
