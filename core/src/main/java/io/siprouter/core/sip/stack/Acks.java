package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.Map;

/**
 * The ACKs of a dialog's answered INVITEs, to be sent again when the answer comes again. Belongs to
 * the dialog's lane. RFC 3261 §13.2.2.4.
 */
final class Acks {
  /** Enough for a re-INVITE and some forks; what came before is settled. */
  private static final int MAX = 8;

  private record Answer(long cSeq, String tag) {

    static Answer of(SipResponse response) {
      return new Answer(response.cSeq().number(), response.to().tag().orElse(""));
    }
  }

  private record Sent(SipRequest ack, NextHop hop) {}

  private final StackParts parts;
  private final Map<Answer, Sent> sent = new Eldest<>(MAX);

  Acks(StackParts parts) {
    this.parts = parts;
  }

  void send(SipResponse answer, SipRequest ack, NextHop hop) {
    var acknowledgement = new Sent(ack, hop);
    sent.put(Answer.of(answer), acknowledgement);
    transmit(acknowledgement);
  }

  /** To the first address: nothing tells that an ACK was lost but the answer that comes again. */
  private void transmit(Sent acknowledgement) {
    acknowledgement
        .hop()
        .find(found -> found.stream().findFirst().ifPresent(way -> transmit(acknowledgement, way)));
  }

  private void transmit(Sent acknowledgement, SipHop way) {
    var transactions = parts.transactions();
    var ack = Requests.over(way.transport(), acknowledgement.ack(), transactions.transports());
    transactions.sendAck(ack, way);
  }

  /** Acknowledges an answer again; false if it has not been before. */
  boolean repeat(SipResponse answer) {
    var known = sent.get(Answer.of(answer));
    if (known == null) {
      return false;
    }
    transmit(known);
    return true;
  }
}
