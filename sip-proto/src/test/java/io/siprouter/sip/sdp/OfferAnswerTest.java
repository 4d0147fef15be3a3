package io.siprouter.sip.sdp;

import static io.siprouter.sip.sdp.SampleLeg.G722;
import static io.siprouter.sip.sdp.SampleLeg.OPUS;
import static io.siprouter.sip.sdp.SampleLeg.PCMA;
import static io.siprouter.sip.sdp.SampleLeg.PCMU;
import static io.siprouter.sip.sdp.SampleLeg.agree;
import static io.siprouter.sip.sdp.SampleLeg.answer;
import static io.siprouter.sip.sdp.SampleLeg.answerTo;
import static io.siprouter.sip.sdp.SampleLeg.expect;
import static io.siprouter.sip.sdp.SampleLeg.idle;
import static io.siprouter.sip.sdp.SampleLeg.offer;
import static io.siprouter.sip.sdp.SampleLeg.take;
import static io.siprouter.sip.sdp.SdpTexts.crlf;
import static io.siprouter.sip.sdp.SdpTexts.parsed;
import static io.siprouter.sip.sdp.SdpTexts.phone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {

  @Test
  void firstOfferListsEverythingInOrderOfPreference() {
    assertThat(offer(idle(), Direction.SENDRECV).offer())
        .hasToString(
            crlf(
                """
                v=0
                o=- 42 1 IN IP4 203.0.113.1
                s=-
                c=IN IP4 203.0.113.1
                t=0 0
                m=audio 4000 RTP/AVP 0 8 9 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:9 G722/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                """));
  }

  @Test
  void telephoneEventIsOfferedAtEachClock() {
    var formats =
        offer(idle(OPUS, PCMA), Direction.SENDRECV).offer().media().getFirst().audioFormats();

    assertThat(formats.keySet()).containsExactly(96, 8, 101, 97);
    assertThat(formats)
        .containsEntry(96, OPUS)
        .containsEntry(101, AudioFormat.telephoneEvent(48_000))
        .containsEntry(97, AudioFormat.telephoneEvent(8000));
  }

  @Test
  void answerHasThePeersFirstCommonCodecUnderThePeersNumbers() {
    var made = answerTo(parsed(SdpTexts.YEALINK));

    assertThat(made.answer())
        .hasToString(
            crlf(
                """
                v=0
                o=- 42 1 IN IP4 203.0.113.1
                s=-
                c=IN IP4 203.0.113.1
                t=0 0
                m=audio 4000 RTP/AVP 9 101
                a=rtpmap:9 G722/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                """));
    assertThat(made.audio().format()).isEqualTo(G722);
    assertThat(made.audio().remoteAddress()).isEqualTo("192.0.2.33");
    assertThat(made.audio().remotePort()).isEqualTo(12_044);
    assertThat(made.audio().rxFormats()).containsOnlyKeys(9);
    assertThat(made.audio().txTelephoneEvent()).hasValue(101);
    assertThat(made.audio().rxTelephoneEvents()).containsOnlyKeys(101);
  }

  @ParameterizedTest
  @CsvSource({"PCMU, PCMU", "pcma, PCMA", "opus, G722"})
  void preferredCodecIsAnsweredIfOffered(String preferred, String chosen) {
    var pending = take(idle(), parsed(SdpTexts.ASTERISK)).next();

    var made = answer(pending, Optional.of(AudioFormat.of(preferred, 8000)), Direction.SENDRECV);

    assertThat(made.audio().format().encoding()).isEqualTo(chosen);
  }

  @Test
  void commonCodecsAreInThePeersOrder() {
    assertThat(take(idle(), parsed(SdpTexts.FRITZ_BOX)).common()).containsExactly(PCMA, PCMU);
    assertThat(take(idle(), parsed(SdpTexts.SNOM)).common()).containsExactly(PCMA, PCMU);
  }

  @Test
  void codecIsNamedAsOurCapabilitiesDo() {
    var made = answerTo(parsed(SdpTexts.SNOM));

    assertThat(made.audio().format()).isEqualTo(PCMA);
    assertThat(made.audio().ptimeMs()).isEqualTo(30);
  }

  @Test
  void codecUnderTwoNumbersIsCommonOnce() {
    var offer = phone("m=audio 8 RTP/AVP 96 0\na=rtpmap:96 PCMU/8000\n");

    assertThat(take(idle(), offer).common()).containsExactly(PCMU);
    assertThat(answerTo(offer).audio().txPayloadType()).isEqualTo(96);
  }

  @Test
  void withoutTelephoneEventsNoneAreOfferedOrAnswered() {
    var idle =
        OfferAnswer.initial(
            42,
            new LocalMedia("203.0.113.1", 4000),
            new AudioCapabilities(List.of(PCMU), false, 20));

    var offered = offer(idle, Direction.SENDRECV).offer().media().getFirst();
    var answered = answer(take(idle, parsed(SdpTexts.YEALINK)).next());

    assertThat(offered.formats()).containsExactly("0");
    assertThat(answered.answer().media().getFirst().formats()).containsExactly("0");
    assertThat(answered.audio().txTelephoneEvent()).isEmpty();
  }

  @Test
  void numbersMayDifferPerDirection() {
    var pending = offer(idle(OPUS), Direction.SENDRECV).next();

    var audio =
        agree(
                pending,
                phone(
                    """
                    m=audio 8 RTP/AVP 111 110
                    a=rtpmap:111 opus/48000/2
                    a=fmtp:111 stereo=0
                    a=rtpmap:110 telephone-event/48000
                    """))
            .audio();

    assertThat(audio.txPayloadType()).isEqualTo(111);
    assertThat(audio.rxFormats()).containsOnlyKeys(96).containsEntry(96, OPUS);
    assertThat(audio.format()).isEqualTo(OPUS.withFmtp("stereo=0"));
    assertThat(audio.txTelephoneEvent()).hasValue(110);
    assertThat(audio.rxTelephoneEvents()).containsOnlyKeys(101);
  }

  @Test
  void telephoneEventIsAnsweredOnlyAtTheClockOfTheCodec() {
    var made = answerTo(phone("m=audio 8 RTP/AVP 0 101\na=rtpmap:101 telephone-event/48000\n"));

    assertThat(made.answer().media().getFirst().formats()).containsExactly("0");
    assertThat(made.audio().txTelephoneEvent()).isEmpty();
    assertThat(made.audio().rxTelephoneEvents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"30, , 30", "20, 10, 10", " , , 20", "25, , 20", "5, , 10", "500, , 60"})
  void packetTimeIsThePeersWishWithinBounds(Integer ptime, Integer maxptime, int expected) {
    var attributes =
        (ptime == null ? "" : "a=ptime:" + ptime + "\n")
            + (maxptime == null ? "" : "a=maxptime:" + maxptime + "\n");

    assertThat(answerTo(phone("m=audio 8 RTP/AVP 0\n" + attributes)).audio().ptimeMs())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "sendrecv, 192.0.2.5, SENDRECV, SENDRECV",
    "sendonly, 192.0.2.5, SENDRECV, RECVONLY",
    "recvonly, 192.0.2.5, SENDRECV, SENDONLY",
    "inactive, 192.0.2.5, SENDRECV, INACTIVE",
    "sendrecv, 0.0.0.0,   SENDRECV, RECVONLY",
    "sendonly, 0.0.0.0,   SENDRECV, RECVONLY",
    "recvonly, 0.0.0.0,   SENDRECV, INACTIVE",
    "inactive, 0.0.0.0,   SENDRECV, INACTIVE",
    "sendrecv, 192.0.2.5, SENDONLY, SENDONLY",
    "sendonly, 192.0.2.5, SENDONLY, INACTIVE",
    "recvonly, 192.0.2.5, RECVONLY, INACTIVE",
  })
  void directionIsMirroredAndNeverMoreThanWanted(
      String offered, String address, Direction wanted, Direction expected) {
    var media = "m=audio 8 RTP/AVP 0\nc=IN IP4 " + address + "\na=" + offered + "\n";
    var pending = take(idle(), phone(media)).next();

    var made = answer(pending, Optional.empty(), wanted);

    assertThat(made.audio().direction()).isEqualTo(expected);
    assertThat(made.answer().media().getFirst().direction()).isEqualTo(expected);
  }

  @Test
  void directionOfOurOfferIsLimitedByTheAnswer() {
    var pending = offer(idle(), Direction.SENDRECV).next();

    var agreed = agree(pending, phone("m=audio 8 RTP/AVP 0\na=recvonly\n"));

    assertThat(agreed.audio().direction()).isEqualTo(Direction.SENDONLY);
  }

  @Test
  void answerWithTheUnspecifiedAddressOfEitherFamilyStopsSending() {
    var pending = offer(idle(), Direction.SENDRECV).next();

    var ipv4 = agree(pending, phone("m=audio 8 RTP/AVP 0\nc=IN IP4 0.0.0.0\n"));
    var ipv6 = agree(pending, phone("m=audio 8 RTP/AVP 0\nc=IN IP6 ::\n"));

    assertThat(ipv4.audio().direction()).isEqualTo(Direction.RECVONLY);
    assertThat(ipv6.audio().direction()).isEqualTo(Direction.RECVONLY);
  }

  @Test
  void otherMediaIsAnsweredWithPortZeroInItsPlace() {
    var lines = answerTo(parsed(SdpTexts.BARESIP)).answer().media();

    assertThat(lines).extracting(MediaDescription::type).containsExactly("audio", "video");
    assertThat(lines).extracting(MediaDescription::port).containsExactly(4000, 0);
    assertThat(lines.getLast().formats()).containsExactly("97");
  }

  @Test
  void refusedLineOfAnOfferMayLackFormats() {
    var made = answerTo(phone("m=audio 8 RTP/AVP 0\nm=video 0 RTP/AVP\n"));

    assertThat(made.answer().toString()).endsWith("m=video 0 RTP/AVP 0\r\n");
  }

  @Test
  void firstUsableAudioLineIsTaken() {
    var offer =
        phone(
            """
            m=video 6 RTP/AVP 97
            m=audio 0 RTP/AVP 0
            m=audio 10 RTP/SAVP 0
            m=audio 12 RTP/AVP 18
            m=audio 14 RTP/AVP 8
            m=audio 16 RTP/AVP 0
            """);

    var made = answerTo(offer);

    assertThat(made.audio().remotePort()).isEqualTo(14);
    assertThat(made.answer().media())
        .extracting(MediaDescription::port)
        .containsExactly(0, 0, 0, 0, 4000, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m=video 8 RTP/AVP 97                      | 304
          m=audio 0 RTP/AVP 0                       | 304
          m=audio 8 RTP/SAVP 0                      | 302
          m=audio 8 RTP/AVPF 0                      | 302
          m=audio 8 RTP/AVP 18                      | 305
          m=audio 8 RTP/AVP 101;a=rtpmap:101 telephone-event/8000 | 305
          m=audio 8 RTP/AVP 9;a=rtpmap:9 G722/16000 | 305
          m=audio 8 RTP/AVP 0;c=IN IP4 phone.example | 301
          m=audio 8 RTP/AVP 0;c=IN IP4 300.1.1.1    | 301
          m=audio 8 RTP/AVP 0;c=IN IP6 2001:db8::1  | 301
          m=video 8 RTP/AVP 97;m=audio 8 RTP/AVP 18 | 305
          """)
  void offerWithoutUsableAudioIsRefusedWithAWarning(String media, int warnCode) {
    var idle = idle();

    var refused =
        expect(
            idle.receiveOffer(phone(media.strip().replace(';', '\n') + "\n")),
            OfferAnswer.Refused.class);

    assertThat(refused.refusal().warnCode()).isEqualTo(warnCode);
    assertThat(refused.refusal().status()).isEqualTo(488);
    assertThat(refused.next()).isSameAs(idle);
  }

  @Test
  void offerOfABrowserIsRefused() {
    var refused = expect(idle().receiveOffer(parsed(SdpTexts.CHROMIUM)), OfferAnswer.Refused.class);

    assertThat(refused.refusal().warning("hub")).isEqualTo("302 hub \"Only RTP/AVP is accepted\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m=audio 0 RTP/AVP 0                     | 304
          m=audio 8 RTP/AVP 18                    | 305
          m=audio 8 RTP/SAVP 0                    | 302
          m=audio 8 RTP/AVP 0;m=video 0 RTP/AVP 9 | 399
          """)
  void unusableAnswerLeavesWhatWasBefore(String media, int warnCode) {
    var pending = offer(idle(), Direction.SENDRECV).next();

    var refused =
        expect(
            pending.receiveAnswer(phone(media.strip().replace(';', '\n') + "\n")),
            OfferAnswer.Refused.class);

    assertThat(refused.refusal().warnCode()).isEqualTo(warnCode);
    assertThat(refused.next().state()).isEqualTo(new OfferAnswerState.Idle());
  }
}
