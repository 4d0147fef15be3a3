package io.siprouter.core.sip.jain;

import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;
import java.util.Optional;

/** Takes what no transaction handles by itself. Called on the lane of the Call-ID. */
public interface TransactionListener {

  /** How much of this sender is looked at. Called on {@code sip-io-*} threads. */
  Hearing hearing(InetAddress sender);

  /**
   * Whether a message that no transaction waits for belongs to a call that exists, or calls for
   * help. Called on {@code sip-io-*} threads.
   */
  boolean concernsCall(SipMessage message, SipFlow flow);

  /** Judges a new request, neither ACK nor CANCEL, before it gets a transaction. */
  Admission admit(SipRequest request, SipFlow flow);

  /** A new request that was admitted, neither ACK nor CANCEL. 100 has been sent to an INVITE. */
  void onRequest(InboundTransaction transaction);

  /** A CANCEL, to be answered, and the INVITE it means, if that is known. */
  void onCancel(InboundTransaction cancel, Optional<InboundTransaction> invite);

  /** An ACK that belongs to a 2xx, or to nothing. */
  void onAck(SipRequest ack);

  /** A 2xx to an INVITE whose transaction has ended: sent again, or from another fork. */
  void onLateAnswer(SipResponse response, SipFlow flow);

  /** A connection has ended, or was never made. Called on a {@code sip-io-*} thread. */
  void onClosed(SipFlow flow);
}
