package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShorterOfferTest {
  static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 8000 RTP/AVP 96 9 0 101
      a=rtpmap:96 opus/48000/2
      a=fmtp:96 useinbandfec=1
      a=rtpmap:9 G722/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-16
      a=sendrecv
      """
          .replace("\n", "\r\n");

  @Test
  void leastWantedCodecGoesFirst() {
    var shorter = ShorterOffer.of(OFFER, 1);

    assertThat(shorter)
        .contains("RTP/AVP 96 9 101\r\n", "rtpmap:9 ", "rtpmap:101 ", "a=sendrecv\r\n")
        .doesNotContain("PCMU");
  }

  @Test
  void bestCodecAndTheDigitsStay() {
    var shorter = ShorterOffer.of(OFFER, 10_000);

    assertThat(shorter)
        .contains("RTP/AVP 96 101\r\n", "opus", "useinbandfec", "telephone-event", "101 0-16")
        .doesNotContain("G722", "PCMU");
  }

  @Test
  void whatIsShortEnoughStays() {
    assertThat(ShorterOffer.of(OFFER, 0)).isEqualTo(OFFER);
  }

  @Test
  void whatIsNoDescriptionOrOfSeveralMediaStays() {
    var video = OFFER + "m=video 8002 RTP/AVP 0\r\n";

    assertThat(ShorterOffer.of("v=0\r\n", 100)).isEqualTo("v=0\r\n");
    assertThat(ShorterOffer.of(video, 100)).isEqualTo(video);
  }
}
