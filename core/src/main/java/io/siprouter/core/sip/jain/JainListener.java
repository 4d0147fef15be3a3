package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.stack.SIPServerTransaction;
import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipCounters;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.Transaction;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns JAIN-SIP's events into ours. Called on lanes only: the stack's timer fires there, too. */
final class JainListener implements SipListener {
  private static final Logger LOG = LoggerFactory.getLogger(JainListener.class);

  private final Transactions transactions;
  private final SipCounters counters;
  private volatile @Nullable TransactionListener taker;

  JainListener(Transactions transactions, SipCounters counters) {
    this.transactions = transactions;
    this.counters = counters;
  }

  /** Called before anything is read. */
  void attach(TransactionListener theTaker) {
    taker = theTaker;
  }

  private TransactionListener next() {
    return Objects.requireNonNull(taker, "not attached");
  }

  @Override
  public void processRequest(RequestEvent event) {
    var arrival = Arrival.of(event.getRequest(), SipRequest.class);
    try {
      switch (arrival.message().method()) {
        case "ACK" -> next().onAck(arrival.message());
        case "CANCEL" -> cancel(event, arrival);
        default -> request(transactions.inbound(transaction(event), arrival));
      }
    } catch (TransactionAlreadyExistsException e) {
      LOG.debug("answered by its transaction: {}", arrival.message().callId(), e);
    } catch (SipException e) {
      transactions.refuse(arrival, e);
    }
  }

  /** An ACK that no transaction takes: of a 2xx, or of a refusal that left nothing behind. */
  void onAck(SipRequest ack) {
    next().onAck(ack);
  }

  Admission admit(SipRequest request, SipFlow flow) {
    return next().admit(request, flow);
  }

  private static SIPServerTransaction transaction(RequestEvent event) throws SipException {
    var known = event.getServerTransaction();
    var provider = (SipProvider) event.getSource();
    return (SIPServerTransaction)
        (known == null ? provider.getNewServerTransaction(event.getRequest()) : known);
  }

  private void request(InboundTransaction transaction) {
    var request = transaction.request();
    if (request.method().equals("INVITE")) {
      transaction.reply(SipResponse.responseTo(request, 100).build());
    }
    next().onRequest(transaction);
  }

  private void cancel(RequestEvent event, Arrival<SipRequest> arrival) throws SipException {
    var transaction = transaction(event);
    var cancel = transactions.inbound(transaction, arrival);
    var invite = transaction.getCanceledInviteTransaction();
    next().onCancel(cancel, inbound(invite));
  }

  @Override
  public void processResponse(ResponseEvent event) {
    var arrival = Arrival.of(event.getResponse(), SipResponse.class);
    var response = arrival.message();
    var outbound = outbound(event.getClientTransaction());
    if (outbound.isPresent() && !outbound.get().hasEnded()) {
      outbound.get().received(response, arrival.flow());
    } else {
      onStray(response, arrival.flow());
    }
  }

  /** A response that no transaction waits for, or none any more. */
  void onStray(SipResponse response, SipFlow flow) {
    if (response.isSuccess() && response.cSeq().method().equals("INVITE")) {
      next().onLateAnswer(response, flow);
    } else {
      counters.add(SipCounter.STRAY_RESPONSES);
    }
  }

  Hearing hearing(InetAddress sender) {
    return next().hearing(sender);
  }

  boolean concernsCall(SipMessage message, SipFlow flow) {
    return next().concernsCall(message, flow);
  }

  void onClosed(SipFlow flow) {
    next().onClosed(flow);
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()) {
      outbound(event.getClientTransaction()).ifPresent(OutboundTransaction::timedOut);
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    if (event.getSource() instanceof ClientTransaction transaction) {
      outbound(transaction).ifPresent(ours -> ours.unreachable("cannot send"));
    }
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    if (!event.isServerTransaction()) {
      outbound(event.getClientTransaction()).ifPresent(transactions::ended);
    }
  }

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}

  private static Optional<InboundTransaction> inbound(@Nullable Transaction transaction) {
    return transaction != null
            && transaction.getApplicationData() instanceof InboundTransaction ours
        ? Optional.of(ours)
        : Optional.empty();
  }

  private static Optional<OutboundTransaction> outbound(@Nullable Transaction transaction) {
    return transaction != null
            && transaction.getApplicationData() instanceof OutboundTransaction ours
        ? Optional.of(ours)
        : Optional.empty();
  }
}
