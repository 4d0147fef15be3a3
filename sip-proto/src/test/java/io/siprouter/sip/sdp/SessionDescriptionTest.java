package io.siprouter.sip.sdp;

import static io.siprouter.sip.sdp.SdpTexts.crlf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        SdpTexts.HEAD + "m=audio 8 RTP/AVP 0",
        SdpTexts.HEAD + "m=audio 8 RTP/AVP 0\n",
        SdpTexts.HEAD + "m=audio 8 RTP/AVP 0 \r\n\r\n\n",
        SdpTexts.HEAD + "x=unknown\nm=audio 8/2 RTP/AVP 0\r\nk=clear:1\nz=kept\n",
        SdpTexts.HEAD + "a= odd : value \nm=audio  8  RTP/AVP  0 0\na=rtcp:8 IN IP4 192.0.2.5\n",
      })
  void textComesBackByteForByte(String text) throws SdpException {
    assertThat(SessionDescription.parse(text)).hasToString(text);
  }

  @Test
  void everyRealTextComesBackByteForByte() throws SdpException {
    for (String text : SdpTexts.REAL) {
      assertThat(SessionDescription.parse(text)).hasToString(text);
      assertThat(SessionDescription.parse(text.replace("\r", "")))
          .hasToString(text.replace("\r", ""));
    }
  }

  @Test
  void sessionIdsOfSixtyFourBitsAreExact() throws SdpException {
    var origin = SessionDescription.parse(SdpTexts.SNOM).origin();

    assertThat(Long.toUnsignedString(origin.sessionId())).isEqualTo("18446744073709551615");
    assertThat(origin)
        .hasToString("root 18446744073709551615 9223372036854775808 IN IP4 192.0.2.44");
  }

  @Test
  void mediaSaysWhatItsLinesSay() throws SdpException {
    var media = SessionDescription.parse(SdpTexts.ASTERISK).media().getFirst();

    assertThat(media.type()).isEqualTo("audio");
    assertThat(media.port()).isEqualTo(10_534);
    assertThat(media.protocol()).isEqualTo("RTP/AVP");
    assertThat(media.formats()).containsExactly("9", "8", "0", "101");
    assertThat(media.connection()).contains(Connection.of("192.0.2.10"));
    assertThat(media.direction()).isEqualTo(Direction.SENDRECV);
    assertThat(media.ptimeMs()).hasValue(20);
    assertThat(media.maxPtimeMs()).hasValue(140);
    assertThat(media.attribute("sendrecv")).contains("");
    assertThat(media.attribute("rtcp")).isEmpty();
  }

  @Test
  void staticPayloadTypesNeedNoRtpmap() throws SdpException {
    var formats = SessionDescription.parse(SdpTexts.FRITZ_BOX).media().getFirst().audioFormats();

    assertThat(formats)
        .containsEntry(8, AudioFormat.of("PCMA", 8000))
        .containsEntry(0, AudioFormat.of("PCMU", 8000))
        .containsEntry(97, new AudioFormat("iLBC", 8000, 1, "mode=30"))
        .containsEntry(101, AudioFormat.telephoneEvent(8000));
    assertThat(formats.keySet()).startsWith(8, 0, 2, 102);
  }

  @Test
  void channelsComeFromTheRtpmap() throws SdpException {
    var formats = SessionDescription.parse(SdpTexts.CHROMIUM).media().getFirst().audioFormats();

    assertThat(formats.get(111))
        .isEqualTo(new AudioFormat("opus", 48_000, 2, "minptime=10;useinbandfec=1"));
  }

  @Test
  void dynamicPayloadTypeWithoutRtpmapMeansNothing() {
    var media = SdpTexts.phone("m=audio 8 RTP/AVP 96 18 0\n").media().getFirst();

    assertThat(media.audioFormats()).containsOnlyKeys(0);
  }

  @Test
  void mediaOverridesConnectionAndDirectionOfTheSession() {
    var media =
        SdpTexts.phone(
                """
                a=sendonly
                m=audio 8 RTP/AVP 0
                m=audio 10 RTP/AVP 0
                c=IN IP6 2001:db8::1
                a=recvonly
                """)
            .media();

    assertThat(media)
        .extracting(MediaDescription::direction)
        .containsExactly(Direction.SENDONLY, Direction.RECVONLY);
    assertThat(media.getFirst().connection()).contains(Connection.of("192.0.2.5"));
    assertThat(media.getLast().connection()).contains(Connection.of("2001:db8::1"));
  }

  @ParameterizedTest
  @CsvSource({
    "sendrecv, SENDONLY",
    "sendonly, SENDONLY",
    "recvonly, INACTIVE",
    "inactive, INACTIVE"
  })
  void unspecifiedAddressReceivesNothing(String attribute, Direction effective) {
    var media =
        SdpTexts.phone("m=audio 8 RTP/AVP 0\nc=IN IP4 0.0.0.0\na=" + attribute + "\n")
            .media()
            .getFirst();

    assertThat(media.effectiveDirection()).isEqualTo(effective);
  }

  @ParameterizedTest
  @CsvSource({"20, 20", "30.5, 30", "' 40 ', 40", "0, "})
  void packetTimeIsReadInWholeMilliseconds(String text, Integer expected) {
    var media = SdpTexts.phone("m=audio 8 RTP/AVP 0\na=ptime:" + text + "\n").media().getFirst();

    assertThat(media.ptimeMs())
        .isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
  }

  @Test
  void phonesMayOmitTheTimeAndTheSessionName() throws SdpException {
    var text = "v=0\no=- 1 1 IN IP4 192.0.2.5\ns=\nc=IN IP4 192.0.2.5\nm=audio 8 RTP/AVP 0\n";

    assertThat(SessionDescription.parse(text).media()).hasSize(1);
  }

  @Test
  void refusedLineNeedsNeitherFormatsNorAddress() throws SdpException {
    var text = "v=0\no=- 1 1 IN IP4 192.0.2.5\ns=-\nm=video 0 RTP/AVP\n";

    assertThat(SessionDescription.parse(text).media().getFirst().formats()).isEmpty();
  }

  @Test
  void builderWritesWhatTheParserReads() {
    var origin = new Origin("-", 7, 1, Connection.of("192.0.2.1"));

    var built =
        SessionDescription.builder(origin, Connection.of("192.0.2.1"))
            .audio(4000, Map.of(101, AudioFormat.telephoneEvent(8000)))
            .direction(Direction.SENDONLY)
            .media("video", 0, "RTP/AVP", List.of("97"))
            .build();

    assertThat(built)
        .hasToString(
            crlf(
                """
                v=0
                o=- 7 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 4000 RTP/AVP 101
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=sendonly
                m=video 0 RTP/AVP 97
                """));
  }

  @Test
  void builderLetsNobodyInjectLines() {
    var origin = new Origin("-", 7, 1, Connection.of("192.0.2.1"));
    var builder = SessionDescription.builder(origin, Connection.of("192.0.2.1"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.attribute("tool", "x\r\nm=audio 1 RTP/AVP 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v=0                           | v=1                          | version is not 0
          v=0                           | o=- 1 1 IN IP4 192.0.2.5     | line in place of v=
          s=-                           | t=0 0                        | line in place of s=
          s=-                           | s=-;v=0                      | line comes twice
          s=-                           | s=-;c=IN IP4 192.0.2.6       | line comes twice
          o=- 1 1 IN IP4 192.0.2.5      | o=- 1 IN IP4 192.0.2.5       | o= has not six words
          o=- 1 1 IN IP4 192.0.2.5      | o=- -1 1 IN IP4 192.0.2.5    | session id is not a number
          o=- 1 1 IN IP4 192.0.2.5      | o=- 18446744073709551616 1 IN IP4 192.0.2.5 | session id is larger than 64 bits
          o=- 1 1 IN IP4 192.0.2.5      | o=- 1 1 ATM IP4 192.0.2.5    | network is not IN with a type and an address
          c=IN IP4 192.0.2.5            | c=IN IP5 192.0.2.5           | address type is neither IP4 nor IP6
          c=IN IP4 192.0.2.5            | c=IN IP4                     | network is not IN with a type and an address
          c=IN IP4 192.0.2.5            | b=AS:64                      | media without c= line
          t=0 0                         | t=now                        | t= is not two numbers
          t=0 0                         | t=0 0;;a=x                   | empty line in between
          t=0 0                         | t 0 0                        | line is not <letter>=<value>
          t=0 0                         | T=0 0                        | line is not <letter>=<value>
          t=0 0                         | a=:x                         | attribute without a name
          m=audio 8 RTP/AVP 0 96        | a=none                       | no m= line
          m=audio 8 RTP/AVP 0 96        | m=audio 8                    | m= has not media, port, protocol
          m=audio 8 RTP/AVP 0 96        | m=audio 8 RTP/AVP            | m= without formats
          m=audio 8 RTP/AVP 0 96        | m=au\tdio 8 RTP/AVP 0        | m= holds a control character
          m=audio 8 RTP/AVP 0 96        | m=audio x RTP/AVP 0          | port is not a number of 0 to 65535
          m=audio 8 RTP/AVP 0 96        | m=audio -8 RTP/AVP 0         | port is not a number of 0 to 65535
          m=audio 8 RTP/AVP 0 96        | m=audio 65536 RTP/AVP 0      | port is not a number of 0 to 65535
          m=audio 8 RTP/AVP 0 96        | m=audio 8/0 RTP/AVP 0        | number of ports is not a number of 1 to 65535
          m=audio 8 RTP/AVP 0 96        | m=audio 8 RTP/AVP pcmu       | payload type is not a number of 0 to 127
          m=audio 8 RTP/AVP 0 96        | m=audio 8 RTP/AVP 128        | payload type is not a number of 0 to 127
          m=audio 8 RTP/AVP 0 96        | m=audio 8 RTP/AVP ٣          | payload type is not a number of 0 to 127
          m=audio 8 RTP/AVP 0 96        | m=audio 8 RTP/AVP 0;o=- 1 1 IN IP4 1.1.1.1 | session line after m= line
          a=rtpmap:96 x/8000            | a=rtpmap:y x/8000            | payload type is not a number of 0 to 127
          a=rtpmap:96 x/8000            | a=rtpmap:96                  | rtpmap is not <payload type> <encoding>/<clock>
          a=rtpmap:96 x/8000            | a=rtpmap:96 x                | rtpmap is not <payload type> <encoding>/<clock>
          a=rtpmap:96 x/8000            | a=rtpmap:96 x/0              | clock is not a number of 1 to 1000000
          a=rtpmap:96 x/8000            | a=rtpmap:96 x/8000/0         | channels is not a number of 1 to 255
          a=rtpmap:96 x/8000            | a=fmtp:z 1                   | payload type is not a number of 0 to 127
          a=rtpmap:96 x/8000            | a=ptime:soon                 | packet time is not a number of 0 to 10000
          """)
  void nonsenseIsRejectedWithItsReason(String line, String replacement, String reason) {
    var text = SdpTexts.HEAD + "m=audio 8 RTP/AVP 0 96\na=rtpmap:96 x/8000\n";
    assertThat(text).contains(line + "\n");
    var broken = text.replace(line + "\n", replacement.replace(';', '\n') + "\n");

    assertThatThrownBy(() -> SessionDescription.parse(broken))
        .isInstanceOfSatisfying(SdpException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void offsetPointsAtTheLineAtFault() {
    var text = SdpTexts.HEAD + "m=audio 70000 RTP/AVP 0\n";

    assertThatThrownBy(() -> SessionDescription.parse(text))
        .isInstanceOfSatisfying(
            SdpException.class,
            e -> assertThat(e.offset()).isEqualTo(text.indexOf("m=audio 70000")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "v=0", "v=0\r\no=- 1 1 IN IP4 192.0.2.5\r\n", "INVITE sip:x"})
  void textThatEndsEarlyIsRejected(String text) {
    assertThatThrownBy(() -> SessionDescription.parse(text)).isInstanceOf(SdpException.class);
  }

  @Test
  void sizeLinesAndMediaAreBounded() {
    var limits = new SdpLimits(200, 12, 2);
    var media = "m=audio 8 RTP/AVP 0\n";

    assertRejected(SdpTexts.HEAD + media + "a=" + "x".repeat(200), limits, "text is too long");
    assertRejected(SdpTexts.HEAD + media + "\n".repeat(20), limits, "too many lines");
    assertRejected(SdpTexts.HEAD + media.repeat(3), limits, "too many m= lines");
  }

  private static void assertRejected(String text, SdpLimits limits, String reason) {
    assertThatThrownBy(() -> SessionDescription.parse(text, limits))
        .isInstanceOfSatisfying(SdpException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
