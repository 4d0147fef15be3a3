package io.siprouter.core.trunk;

import io.siprouter.core.sip.Destination;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The OPTIONS that ask a provider whether it is there. They also keep a NAT open and show how the
 * provider sees us. Trunk's loop only. RFC 3261 §11.
 */
final class Probes {

  private static final int UNAVAILABLE = 503;

  private final TrunkAccount account;
  private final String callId = UUID.randomUUID().toString();
  private @Nullable Destination answerer;
  private long cSeq;

  Probes(TrunkAccount account) {
    this.account = account;
  }

  SipRequest options() {
    cSeq += RegisterExchange.CSEQ_STEP;
    return SipRequest.builder("OPTIONS", account.registrar())
        .from(NameAddr.of(account.aor()))
        .to(NameAddr.of(SipUri.of(account.domain())))
        .callId(callId)
        .cSeq(new CSeq(cSeq, "OPTIONS"))
        .header("Accept", "application/sdp")
        .addHeaders(account.routes())
        .build();
  }

  /** A server that answers once is expected to go on. */
  void answeredBy(Destination server) {
    answerer = server;
  }

  /** Whether silence of this server means something: some never answer OPTIONS. */
  boolean areAnsweredBy(Destination server) {
    return server.equals(answerer);
  }

  /** Whoever answers anything is there, but for a server that says it is not. */
  static boolean isAlive(SipResponse response) {
    return response.status() != UNAVAILABLE;
  }
}
