package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipResponse;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes our calls and requests. Any thread; the work is done on lanes. */
final class Agent implements SipAgent {
  private final Supplier<StackParts> running;

  Agent(Supplier<StackParts> running) {
    this.running = running;
  }

  @Override
  public OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> events) {
    var call = new OutboundCall(running.get(), invite, events);
    call.lane().execute(call::start);
    return call;
  }

  @Override
  public void send(OutboundRequest outbound, Consumer<ExchangeEvent> events) {
    var parts = running.get();
    var hop = NextHop.to(outbound.destination(), parts.transactions().transports());
    var request = Requests.complete(outbound, hop.transport());
    var digest = new DigestClient(outbound.credentials());
    var patience = outbound.destination().patience();
    var exchange =
        new Exchange(
            parts, request, hop, patience, digest::answer, last -> last + 1, new Result(events));
    parts.lane(request).execute(exchange::send);
  }

  private record Result(Consumer<ExchangeEvent> events) implements Exchange.Listener {

    @Override
    public void onFinal(SipResponse response, SipFlow flow) {
      events.accept(new ExchangeEvent.Final(response, flow));
    }

    @Override
    public void onFailed(Failure failure, String detail) {
      events.accept(new ExchangeEvent.Failed(failure, detail));
    }
  }
}
