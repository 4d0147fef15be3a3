package io.siprouter.core.trunk;

import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A provider at the far end of the agent, which answers when a test says so. */
final class ScriptedProvider implements SipAgent {

  private record Pending(OutboundRequest request, Consumer<ExchangeEvent> events) {}

  private final SteppedEventLoops loops;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private String seenAs = "";

  ScriptedProvider(SteppedEventLoops loops) {
    this.loops = loops;
  }

  /** From now on tells us that our messages come from there. */
  void sees(String address, int port) {
    seenAs = ";received=" + address + ";rport=" + port;
  }

  boolean isIdle() {
    return pending.isEmpty();
  }

  /** The request that waits for its answer longest. */
  OutboundRequest asked() {
    return pending.element().request();
  }

  SipRequest register() {
    return asked().request();
  }

  void answers(int status) {
    answers(status, response -> response);
  }

  /** Answers 200 and grants the contact for so long. */
  void grants(int seconds) {
    answers(200, response -> response.expires(seconds));
  }

  void answers(int status, UnaryOperator<SipResponse.Builder> headers) {
    var next = pending.remove();
    var request = next.request().request().toBuilder().via(via(next.request())).build();
    var response = headers.apply(SipResponse.responseTo(request, status)).build();
    next.events().accept(new ExchangeEvent.Final(response, flow(next.request())));
    loops.settle();
  }

  void staysSilent() {
    pending.remove().events().accept(new ExchangeEvent.Failed(Failure.TIMEOUT, "no answer"));
    loops.settle();
  }

  private Via via(OutboundRequest request) {
    try {
      return Via.parse("SIP/2.0/UDP " + request.contact().hostPort() + seenAs);
    } catch (SipParseException e) {
      throw new AssertionError(e);
    }
  }

  private static SipFlow flow(OutboundRequest request) {
    return new SipFlow(
        SipTransport.UDP,
        new InetSocketAddress("192.168.1.5", 5060),
        request.destination().address());
  }

  @Override
  public void send(OutboundRequest request, Consumer<ExchangeEvent> events) {
    pending.add(new Pending(request, events));
  }

  @Override
  public OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> events) {
    throw new UnsupportedOperationException("a trunk makes no calls");
  }
}
