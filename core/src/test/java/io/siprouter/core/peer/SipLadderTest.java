package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipLadderTest {
  @Test
  void asteriskTellsTimeAndAddress() {
    var log =
        """
        [2026-01-02 12:43:42.044] VERBOSE[9] res_pjsip_logger.c: <--- Received SIP request (359 bytes) from UDP:127.0.0.51:5060 --->
        OPTIONS sip:a@127.0.0.20 SIP/2.0
        CSeq: 1 OPTIONS

        [2026-01-02 12:43:42.045] VERBOSE[9] res_pjsip_logger.c: <--- Transmitting SIP response (359 bytes) to UDP:127.0.0.51:5060 --->
        SIP/2.0 200 OK
        CSeq: 1 OPTIONS
        """;

    assertThat(SipLadder.of(log.lines().toList()))
        .containsExactly(
            "12:43:42.044 <- UDP:127.0.0.51:5060  OPTIONS sip:a@127.0.0.20 SIP/2.0  [1 OPTIONS]",
            "12:43:42.045 -> UDP:127.0.0.51:5060  SIP/2.0 200 OK  [1 OPTIONS]");
  }

  @Test
  void baresipTellsBothAddresses() {
    var log =
        """
        UDP 127.0.0.50:5060 -> 127.0.0.20:5060
        BYE sip:127.0.0.20:5060 SIP/2.0
        CSeq: 46520 BYE
        """;

    assertThat(SipLadder.of(log.lines().toList()))
        .containsExactly(
            "127.0.0.50:5060 -> 127.0.0.20:5060  BYE sip:127.0.0.20:5060 SIP/2.0  [46520 BYE]");
  }

  @Test
  void sippTellsTheDirectionOnly() {
    var log =
        """
        UDP message received [440] bytes :

        SIP/2.0 401 Unauthorized
        CSeq: 1 OPTIONS
        """;

    assertThat(SipLadder.of(log.lines().toList()))
        .containsExactly("<-  SIP/2.0 401 Unauthorized  [1 OPTIONS]");
  }
}
