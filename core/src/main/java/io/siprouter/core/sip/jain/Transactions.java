package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Admission.Admitted;
import io.siprouter.core.sip.Admission.Answered;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.Inside;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipCounters;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.TransportSettings;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.message.ReasonPhrase;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.SipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction layer: JAIN-SIP between our sockets and our dialogs. What concerns one Call-ID is
 * called on its lane, and calls back on it. RFC 3261 §17.
 */
public final class Transactions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private final Lanes lanes;
  private final SipCounters counters;
  private final Transports transports;
  private final JainListener listener;
  private final JainStack stack;
  private final InboundTransactions inbound;
  private final int maxInbound;
  private final Set<OutboundTransaction> overConnections = ConcurrentHashMap.newKeySet();

  /**
   * Takes the addresses; nothing is read before {@link #read}.
   *
   * @param maxInbound transactions of peers, above which new requests are answered 503
   */
  public Transactions(TransportSettings settings, int maxInbound, Lanes lanes, SipCounters counters)
      throws Transports.BindFailure {
    this.maxInbound = maxInbound;
    this.lanes = lanes;
    this.counters = counters;
    this.transports = new Transports(settings, counters, lanes, new FromDoor());
    this.listener = new JainListener(this, counters);
    this.stack = new JainStack(transports, lanes, listener);
    this.inbound = new InboundTransactions(stack::inbound);
  }

  /** Begins to read; once. */
  public void read(TransactionListener taker) {
    listener.attach(taker);
    transports.read();
  }

  public Transports transports() {
    return transports;
  }

  public int inboundCount() {
    return stack.transactions().getServerTransactionTableSize();
  }

  public int outboundCount() {
    return stack.transactions().getClientTransactionTableSize();
  }

  /**
   * Sends a request other than ACK in a transaction of its own. The listener is called later, also
   * if nothing can be sent.
   *
   * @param request with its Via and branch
   */
  public OutboundTransaction send(
      SipRequest request, SipHop hop, OutboundTransaction.Listener listener) throws IOException {
    var local = transports.local(hop.transport());
    var flow = new SipFlow(hop.transport(), local, hop.address(), hop.tls());
    try {
      var made = JainMessages.toSend(request);
      made.setApplicationData(new Target(hop));
      var transaction = (SIPClientTransaction) stack.provider().getNewClientTransaction(made);
      ((NettyChannel) transaction.getMessageChannel()).aim(hop);
      var lane = lanes.of(request.callId());
      var outbound = new OutboundTransaction(transaction, flow, lane, listener);
      transaction.setApplicationData(outbound);
      start(transaction, outbound);
      return outbound;
    } catch (SipException | ParseException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void start(SIPClientTransaction transaction, OutboundTransaction outbound)
      throws SipException {
    if (outbound.flow().transport().hasConnections()) {
      overConnections.add(outbound);
    }
    try {
      transaction.sendRequest();
    } catch (SipException e) {
      outbound.discard();
      ended(outbound);
      stack.forget(transaction);
      throw e;
    }
  }

  /** Sends an ACK of a 2xx, which no transaction has. */
  public void sendAck(SipRequest ack, SipHop hop) {
    try {
      transports.send(hop, ack.toCanonicalBytes());
    } catch (IOException e) {
      LOG.debug("cannot acknowledge {}", ack.callId(), e);
    }
  }

  InboundTransaction inbound(SIPServerTransaction transaction, Arrival<SipRequest> arrival) {
    var inbound = new InboundTransaction(transaction, arrival, transports);
    transaction.setApplicationData(inbound);
    return inbound;
  }

  /** Answers a request that got no transaction. */
  void refuse(Arrival<SipRequest> arrival, Exception reason) {
    counters.add(SipCounter.REFUSED);
    LOG.debug("no transaction for {}", arrival.message().callId(), reason);
    answer(arrival.message(), arrival.flow(), 500);
  }

  private void answer(SipRequest request, SipFlow flow, int status) {
    transports.answer(request, flow, new Refusal(status, ReasonPhrase.of(status)));
  }

  void ended(OutboundTransaction transaction) {
    overConnections.remove(transaction);
  }

  @Override
  public void close() {
    transports.close();
    stack.close();
  }

  /** Gives JAIN-SIP what passed the door and belongs to a transaction, or may have one. */
  private final class FromDoor implements Inside {

    @Override
    public Hearing hearing(InetAddress sender) {
      return listener.hearing(sender);
    }

    @Override
    public boolean concernsCall(SipMessage message, SipFlow flow) {
      boolean isAwaited =
          switch (message) {
            case SipRequest request -> inbound.take(request);
            case SipResponse response -> stack.awaits(response);
          };
      return isAwaited || listener.concernsCall(message, flow);
    }

    @Override
    public void request(SipRequest request, SipFlow flow) {
      if (inbound.take(request)) {
        process(request, flow, new Sender.Unproven());
      } else if (request.method().equals("ACK")) {
        listener.onAck(request);
      } else {
        begin(request, flow);
      }
    }

    private void begin(SipRequest request, SipFlow flow) {
      switch (admit(request, flow)) {
        case Admitted(var sender) -> process(request, flow, sender);
        case Answered(var status, var reason, var headers) ->
            transports.answer(request, flow, new Refusal(status, reason, headers));
      }
    }

    private Admission admit(SipRequest request, SipFlow flow) {
      if (request.method().equals("CANCEL")) {
        return Admission.answer(481, List.of());
      }
      if (!inbound.canTell(request)) {
        counters.add(SipCounter.REFUSED);
        return new Answered(400, "Via Branch Of Another Request", List.of());
      }
      if (inboundCount() >= maxInbound) {
        counters.add(SipCounter.SHED);
        return Admission.answer(503, List.of());
      }
      return listener.admit(request, flow);
    }

    private void process(SipRequest request, SipFlow flow, Sender sender) {
      try {
        var received = JainMessages.received(request, flow, sender);
        var channel = stack.processor(flow.transport()).channelOf(flow, request.topVia());
        var taker = stack.transactions().newSIPServerRequest(received, channel);
        if (taker == null) {
          return;
        }
        try {
          taker.processRequest(received, channel);
        } finally {
          release(taker);
        }
      } catch (ParseException e) {
        counters.add(SipCounter.REFUSED);
        LOG.debug("JAIN-SIP does not understand a request of {}", flow, e);
        answer(request, flow, 400);
      }
    }

    @Override
    public void response(SipResponse response, SipFlow flow) {
      try {
        if (!stack.awaits(response)) {
          listener.onStray(response, flow);
          return;
        }
        var received = JainMessages.received(response, flow);
        var channel = stack.processor(flow.transport()).channelOf(flow, response.topVia());
        var taker = stack.transactions().newSIPServerResponse(received, channel);
        if (taker == null) {
          return;
        }
        try {
          if (!(taker instanceof SIPClientTransaction ours) || ours.checkFromTag(received)) {
            taker.processResponse(received, channel);
          }
        } finally {
          release(taker);
        }
      } catch (ParseException e) {
        counters.add(SipCounter.REFUSED);
        LOG.debug("JAIN-SIP does not understand a response of {}", flow, e);
      }
    }

    /** The listener has released what was passed to it. */
    private static void release(Object taker) {
      if (taker instanceof SIPTransaction transaction && !transaction.passToListener()) {
        transaction.releaseSem();
      }
    }

    @Override
    public void closed(SipFlow flow, String reason) {
      for (var transaction : overConnections) {
        if (transaction.flow().hop().equals(flow.hop())) {
          transaction.connectionLost(reason);
        }
      }
      listener.onClosed(flow);
    }
  }
}
