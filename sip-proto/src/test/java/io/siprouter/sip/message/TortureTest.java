package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parser and the checks make of the messages of RFC 4475 and RFC 5118. */
class TortureTest {
  private static final Path MESSAGES = Path.of("src/test/resources/torture");

  @Test
  void everyMessageHasItsReaction() throws Exception {
    try (var files = Files.walk(MESSAGES)) {
      var names =
          files
              .map(file -> MESSAGES.relativize(file).toString())
              .filter(name -> name.endsWith(".dat"))
              .map(name -> name.replace(".dat", ""))
              .toList();

      assertThat(Torture.reactions())
          .extracting(Torture.Reaction::name)
          .containsExactlyInAnyOrderElementsOf(names)
          .hasSize(49 + 12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rfc4475/noreason, 'SIP/2.0 100 \r\n'",
    "rfc4475/trws, ' SIP/2.0  \r\nVia'",
    "rfc4475/wsinv, 'TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n'",
    "rfc4475/dblreq, 'Content-Length: 0\r\n\r\n\r\nINVITE sip:joe@example.com SIP/2.0\r\n'",
    "rfc4475/lwsstart, 'INVITE  sip:user@example.com  SIP/2.0\r\n'",
    "rfc5118/via-received-param-with-delim, ';received=[2001:db8::9:255];branch='"
  })
  void lineEndsAndSpacesAreThoseOfTheRfc(String name, String text) {
    assertThat(new String(Torture.message(name), StandardCharsets.US_ASCII)).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "rfc4475/intmeth, 4E554C3A5C00, a quoted NUL",
    "rfc4475/intmeth, 42454C3A5C07, a quoted BEL",
    "rfc4475/intmeth, D180D0B0D0B1D0BED182D0B0D18ED189D0B8D0B9, Cyrillic",
    "rfc4475/intmeth, EFBBBFE5A4A7E5819CE99BBB, a byte order mark and Chinese",
    "rfc4475/unreason, D0BDD0BE20D181D182D0BE20D0B4D0B5D0B2D18FD0BDD0BED181D182D0BE, Cyrillic",
    "rfc4475/mpart01, 3082015206092A864886F70D010702A08201433082013F, DER",
    "rfc4475/mpart01, C7C0CFF9172F3B027E4FC027E1546DE4, DER"
  })
  void bytesThatAreNoTextAreThoseOfTheRfc(String name, String hex) {
    var message = new String(Torture.message(name), StandardCharsets.ISO_8859_1);

    assertThat(message)
        .contains(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
  }

  @Test
  void repeatedPartsAreAsLongAsTheRfcSays() throws SipParseException {
    var longCallId = "longreq.one" + "really".repeat(20) + "longcallid";

    assertThat(SipParser.parse(Torture.message("rfc4475/longreq")).callId()).isEqualTo(longCallId);
    assertThat(SipParser.parse(Torture.message("rfc4475/scalar02")).headers().first("Expires"))
        .hasValue("1" + "0".repeat(100));
    assertThat(SipParser.parse(Torture.message("rfc4475/mpart01")).bodyLength()).isEqualTo(553);
  }

  static List<Torture.Reaction> reactions() {
    return Torture.reactions();
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void doorReactsAsDecided(Torture.Reaction expected) {
    assertThat(reaction(expected.message())).isEqualTo(expected.door());
  }

  private static String reaction(byte[] wire) {
    try {
      return MessageCheck.check(SipParser.parse(wire))
          .map(refusal -> Integer.toString(refusal.status()))
          .orElse("passes");
    } catch (SipParseException _) {
      return "unreadable";
    }
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void whatPassesAlsoPassesInItsCanonicalForm(Torture.Reaction expected) throws SipParseException {
    if (!expected.door().equals("passes")) {
      return;
    }
    var message = SipParser.parse(expected.message());

    var canonical = SipParser.parse(message.toCanonicalBytes());

    assertThat(MessageCheck.check(canonical)).isEmpty();
    assertThat(canonical.startLine()).isEqualTo(message.startLine());
    assertThat(canonical.body()).isEqualTo(message.body());
    assertThat(canonical.callId()).isEqualTo(message.callId());
    assertThat(canonical.from()).isEqualTo(message.from());
    assertThat(canonical.headers().values("Via")).hasSameSizeAs(message.headers().values("Via"));
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void reasonIsCleanAndOurs(Torture.Reaction expected) throws SipParseException {
    if (expected.door().equals("unreadable")) {
      return;
    }
    var refusal = MessageCheck.check(SipParser.parse(expected.message()));

    assertThat(refusal.map(Refusal::reason).orElse("")).matches("[A-Za-z0-9 <>.,:^-]{0,80}");
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void streamsReadTheSameMessages(Torture.Reaction expected) {
    byte[] wire = expected.message();

    var frames = new StreamFramer().feed(wire, 0, wire.length);

    boolean waits = frames.isEmpty();
    boolean closes = !waits && frames.getLast() instanceof StreamFrame.Broken;
    assertThat(closes).isEqualTo(expected.tcp().endsWith("closes"));
    assertThat(waits).isEqualTo(isShort(expected));
    if (!waits && !closes && frames.getFirst() instanceof StreamFrame.Message(var first)) {
      assertThat(Arrays.mismatch(first.toBytes(), wire)).isIn(-1, first.toBytes().length);
    }
  }

  /** Its Content-Length is more than its body. */
  private static boolean isShort(Torture.Reaction reaction) {
    return List.of("rfc4475/clerr", "rfc5118/ipv6-in-sdp").contains(reaction.name());
  }

  @Test
  void sdpOverIpv6PassesOnceItsLengthIsTrue() throws SipParseException {
    var text = new String(Torture.message("rfc5118/ipv6-in-sdp"), StandardCharsets.US_ASCII);
    byte[] wire = text.replace("Length: 268", "Length: 251").getBytes(StandardCharsets.US_ASCII);

    assertThat(MessageCheck.check(SipParser.parse(wire))).isEmpty();
  }

  @Test
  void octetsBehindADatagramsMessageAreIgnored() throws SipParseException {
    var request = (SipRequest) SipParser.parse(Torture.message("rfc4475/dblreq"));

    assertThat(request.method()).isEqualTo("REGISTER");
    assertThat(request.toString()).doesNotContain("INVITE");
  }

  @Test
  void escapedSeparatorsStayInTheUserPart() throws SipParseException {
    var request = (SipRequest) SipParser.parse(Torture.message("rfc4475/semiuri"));

    assertThat(request.requestUri().user()).hasValue("user;par=u@example.net");
    assertThat(request.requestUri().host()).isEqualTo("example.com");
  }

  @Test
  void escapedNullsDoNotShortenUsers() throws SipParseException {
    var message = SipParser.parse(Torture.message("rfc4475/escnull"));

    assertThat(message.to().uri().user()).hasValue("null-\0-null");
    assertThat(message.contacts())
        .extracting(contact -> contact.uri().user().orElse(""))
        .containsExactly("\0", "\0\0");
  }

  @Test
  void percentIsNoEscapeInNames() throws SipParseException {
    var message = SipParser.parse(Torture.message("rfc4475/esc02"));

    assertThat(message.from().displayName()).isEqualTo("%Z%45");
    assertThat(message.contacts()).hasSize(2);
  }

  @Test
  void unknownParameterBelongsToWhereItStands() throws SipParseException {
    var ofContact = SipParser.parse(Torture.message("rfc4475/cparam01")).contacts().getFirst();
    var ofUri = SipParser.parse(Torture.message("rfc4475/cparam02")).contacts().getFirst();

    assertThat(ofContact.params().contains("unknownparam")).isTrue();
    assertThat(ofContact.toString()).contains(">;unknownparam");
    assertThat(ofUri.params().isEmpty()).isTrue();
    assertThat(ofUri.toString()).contains(";unknownparam>");
  }

  @Test
  void portWithinBracketsIsPartOfTheAddress() throws SipParseException {
    var ambiguous = (SipRequest) SipParser.parse(Torture.message("rfc5118/port-ambiguous"));
    var plain = (SipRequest) SipParser.parse(Torture.message("rfc5118/port-unambiguous"));

    assertThat(ambiguous.requestUri().port()).isEmpty();
    assertThat(plain.requestUri().port()).hasValue(5070);
    assertThat(plain.requestUri().host()).isEqualTo("[2001:db8::10]");
  }
}
