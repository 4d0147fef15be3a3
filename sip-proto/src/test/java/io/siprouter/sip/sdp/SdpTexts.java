package io.siprouter.sip.sdp;

import java.util.List;

/** What real user agents send. */
final class SdpTexts {

  static final String ASTERISK =
      crlf(
          """
          v=0
          o=- 1905379485 1905379485 IN IP4 192.0.2.10
          s=Asterisk
          c=IN IP4 192.0.2.10
          t=0 0
          m=audio 10534 RTP/AVP 9 8 0 101
          a=rtpmap:9 G722/8000
          a=rtpmap:8 PCMA/8000
          a=rtpmap:0 PCMU/8000
          a=rtpmap:101 telephone-event/8000
          a=fmtp:101 0-16
          a=ptime:20
          a=maxptime:140
          a=sendrecv
          """);

  static final String BARESIP =
      crlf(
          """
          v=0
          o=- 2210387714 1093210034 IN IP4 198.51.100.7
          s=-
          c=IN IP4 198.51.100.7
          t=0 0
          a=tool:baresip 1.0.0
          m=audio 31462 RTP/AVP 0 8 9 101
          a=rtpmap:0 PCMU/8000
          a=rtpmap:8 PCMA/8000
          a=rtpmap:9 G722/8000
          a=rtpmap:101 telephone-event/8000
          a=fmtp:101 0-15
          a=sendrecv
          a=label:1
          a=rtcp-rsize
          a=ssrc:2345512 cname:sip:alice@198.51.100.7
          a=ptime:20
          m=video 27090 RTP/AVP 97
          b=TIAS:512000
          a=rtpmap:97 H264/90000
          a=fmtp:97 packetization-mode=0;profile-level-id=42801f
          a=sendrecv
          a=label:2
          """);

  static final String YEALINK =
      crlf(
          """
          v=0
          o=- 20013 20013 IN IP4 192.0.2.33
          s=SDP data
          c=IN IP4 192.0.2.33
          t=0 0
          m=audio 12044 RTP/AVP 9 0 8 18 101
          a=rtpmap:9 G722/8000
          a=rtpmap:0 PCMU/8000
          a=rtpmap:8 PCMA/8000
          a=rtpmap:18 G729/8000
          a=fmtp:18 annexb=no
          a=ptime:20
          a=sendrecv
          a=rtpmap:101 telephone-event/8000
          a=fmtp:101 0-15
          """);

  static final String SNOM =
      crlf(
          """
          v=0
          o=root 18446744073709551615 9223372036854775808 IN IP4 192.0.2.44
          s=call
          c=IN IP4 192.0.2.44
          t=0 0
          m=audio 51234 RTP/AVP 8 0 99 101
          a=rtpmap:8 pcma/8000
          a=rtpmap:0 pcmu/8000
          a=rtpmap:99 g726-32/8000
          a=rtpmap:101 telephone-event/8000
          a=fmtp:101 0-15
          a=ptime:30
          a=sendrecv
          """);

  static final String FRITZ_BOX =
      crlf(
          """
          v=0
          o=user 14553125 14553125 IN IP4 192.0.2.1
          s=call
          c=IN IP4 192.0.2.1
          t=0 0
          m=audio 7078 RTP/AVP 8 0 2 102 100 99 101 97 120 121
          a=sendrecv
          a=rtpmap:2 G726-32/8000
          a=rtpmap:102 G726-32/8000
          a=rtpmap:100 G726-40/8000
          a=rtpmap:99 G726-24/8000
          a=rtpmap:97 iLBC/8000
          a=fmtp:97 mode=30
          a=rtpmap:120 PCMA/16000
          a=rtpmap:121 PCMU/16000
          a=rtpmap:101 telephone-event/8000
          a=fmtp:101 0-15
          a=rtcp:7079
          """);

  static final String CHROMIUM =
      crlf(
          """
          v=0
          o=- 4611731400430051336 2 IN IP4 127.0.0.1
          s=-
          t=0 0
          a=group:BUNDLE 0
          a=extmap-allow-mixed
          a=msid-semantic: WMS
          m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
          c=IN IP4 0.0.0.0
          a=rtcp:9 IN IP4 0.0.0.0
          a=ice-ufrag:Zk1c
          a=ice-pwd:7mTGr1s0mdVbYF5mCkyEhdJe
          a=ice-options:trickle
          a=fingerprint:sha-256 2A:7C:0F:11:AA:BB:CC:DD:EE:FF
          a=setup:actpass
          a=mid:0
          a=sendrecv
          a=rtcp-mux
          a=rtpmap:111 opus/48000/2
          a=rtcp-fb:111 transport-cc
          a=fmtp:111 minptime=10;useinbandfec=1
          a=rtpmap:63 red/48000/2
          a=fmtp:63 111/111
          a=rtpmap:9 G722/8000
          a=rtpmap:0 PCMU/8000
          a=rtpmap:8 PCMA/8000
          a=rtpmap:13 CN/8000
          a=rtpmap:110 telephone-event/48000
          a=rtpmap:126 telephone-event/8000
          """);

  static final List<String> REAL = List.of(ASTERISK, BARESIP, YEALINK, SNOM, FRITZ_BOX, CHROMIUM);

  /** What comes before the media of a small phone. */
  static final String HEAD = "v=0\no=- 1 1 IN IP4 192.0.2.5\ns=-\nc=IN IP4 192.0.2.5\nt=0 0\n";

  private SdpTexts() {}

  static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  /** A small phone's description with the given media part. */
  static SessionDescription phone(String media) {
    return parsed(crlf(HEAD + media));
  }

  static SessionDescription parsed(String text) {
    try {
      return SessionDescription.parse(text);
    } catch (SdpException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
