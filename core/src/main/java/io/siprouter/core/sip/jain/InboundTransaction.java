package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request we answer. Belongs to the lane of its Call-ID. RFC 3261 §17.2, except that the answer
 * to an INVITE is repeated by whoever gave it.
 */
public final class InboundTransaction {
  private static final Logger LOG = LoggerFactory.getLogger(InboundTransaction.class);

  private final SIPServerTransaction transaction;
  private final Arrival<SipRequest> arrival;
  private final Transports transports;
  private @Nullable SIPResponse sent;
  private boolean answered;

  InboundTransaction(
      SIPServerTransaction transaction, Arrival<SipRequest> arrival, Transports transports) {
    this.transaction = transaction;
    this.arrival = arrival;
    this.transports = transports;
  }

  public SipRequest request() {
    return arrival.message();
  }

  public SipFlow flow() {
    return arrival.flow();
  }

  /** Who sent the request, by what was proven when it was let in. */
  public Sender sender() {
    return arrival.sender();
  }

  /** Whether this is the same request once more. RFC 3261 §17.2.3. */
  boolean isRepeatedBy(SipRequest other) {
    return isMeantBy(other) && request().method().equals(other.method());
  }

  /** Whether an ACK or CANCEL with the branch of this INVITE is meant for it. */
  boolean isMeantBy(SipRequest other) {
    var ours = request();
    return ours.callId().equals(other.callId())
        && ours.cSeq().number() == other.cSeq().number()
        && ours.topVia().host().equals(other.topVia().host())
        && ours.topVia().port().equals(other.topVia().port());
  }

  /** Whether a final response has been sent. */
  public boolean isAnswered() {
    return answered;
  }

  /** The To tag of the last response sent, if that had one. */
  public Optional<String> sentTag() {
    return Optional.ofNullable(sent).map(SIPResponse::getToTag);
  }

  /** Sends a response; dropped after a final one. */
  public void reply(SipResponse response) {
    if (answered) {
      return;
    }
    answered = !response.isProvisional();
    try {
      var made = JainMessages.toSend(response);
      sent = made;
      transaction.sendResponse(made);
    } catch (SipException | ParseException e) {
      LOG.warn("cannot answer {} of {}", response.status(), request().callId(), e);
    }
  }

  /** Sends the answer to an INVITE again, whose transaction has ended with it. */
  public void resend() {
    if (sent == null) {
      return;
    }
    try {
      var bytes = sent.encodeAsBytes(flow().transport().name());
      transports.reply(bytes, request().topVia(), flow());
    } catch (IOException e) {
      LOG.debug("no way back along {}", flow(), e);
    }
  }
}
