package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.stack.SIPClientTransaction;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipResponse;
import javax.sip.ObjectInUseException;
import org.jspecify.annotations.Nullable;

/**
 * A request of ours that waits for its final response. Belongs to the lane of its Call-ID. RFC 3261
 * §17.1. Non-2xx responses to an INVITE are acknowledged by it, 2xx are not.
 */
public final class OutboundTransaction {

  /** Hears how a request fares: responses, and after them nothing, or one of the failures. */
  public interface Listener {

    void onResponse(SipResponse response, SipFlow flow);

    void onTimeout();

    /** The request could not be sent, or its connection broke before the final response. */
    void onUnreachable(String detail);
  }

  private final SIPClientTransaction transaction;
  private final SipFlow flow;
  private final Lane lane;

  /** Null once nothing more is to be told: JAIN-SIP keeps the transaction, but not its call. */
  private @Nullable Listener listener;

  OutboundTransaction(
      SIPClientTransaction transaction, SipFlow flow, Lane lane, Listener listener) {
    this.transaction = transaction;
    this.flow = flow;
    this.lane = lane;
    this.listener = listener;
  }

  /** The way the request took; over TCP and TLS with the remote address of its connection. */
  public SipFlow flow() {
    return flow;
  }

  void received(SipResponse response, SipFlow from) {
    var hearer = response.isProvisional() ? listener : takeListener();
    if (hearer != null) {
      hearer.onResponse(response, from);
    }
  }

  private @Nullable Listener takeListener() {
    var taken = listener;
    listener = null;
    return taken;
  }

  /** Called from any thread. */
  void connectionLost(String reason) {
    lane.execute(() -> unreachable("connection lost: " + reason));
  }

  boolean hasEnded() {
    return listener == null;
  }

  /** Nothing was sent, which the sender knows already. */
  void discard() {
    listener = null;
  }

  void timedOut() {
    var hearer = takeListener();
    if (hearer != null) {
      hearer.onTimeout();
    }
  }

  void unreachable(String detail) {
    var hearer = takeListener();
    if (hearer != null) {
      abandon();
      hearer.onUnreachable(detail);
    }
  }

  /** Forgets the request; nothing more is heard of it. */
  public void abandon() {
    listener = null;
    try {
      transaction.terminate();
    } catch (ObjectInUseException e) {
      throw new IllegalStateException(e);
    }
  }
}
