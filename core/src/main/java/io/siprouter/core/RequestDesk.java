package io.siprouter.core;

import io.siprouter.core.call.CallManager;
import io.siprouter.core.registrar.Registrar;
import io.siprouter.core.sip.InboundRequest;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.TransactionUser;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.trunk.Trunks;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;

/**
 * Hands each request that the {@link Gatekeeper} let in to whoever serves it. On {@code sip-*}
 * lanes.
 */
final class RequestDesk implements TransactionUser {

  private final CallManager calls;
  private final Registrar registrar;
  private final Trunks trunks;

  RequestDesk(CallManager calls, Registrar registrar, Trunks trunks) {
    this.calls = calls;
    this.registrar = registrar;
    this.trunks = trunks;
  }

  @Override
  public void onEvent(SipEvent event) {
    switch (event) {
      case SipEvent.Invite(var dialog, var request, var flow, var sender) ->
          calls.onInvite(dialog, request, flow, sender);
      case SipEvent.Request(var exchange, var request, var flow, var sender) ->
          register(exchange, request, flow, sender);
    }
  }

  @Override
  public void onClosed(SipFlow flow) {
    registrar.onClosed(flow);
    trunks.onClosed(flow);
  }

  private void register(InboundRequest exchange, SipRequest register, SipFlow flow, Sender sender) {
    if (sender instanceof Sender.OfDevice(var device)) {
      registrar.onRequest(exchange, register, flow, device);
    } else {
      exchange.reply(SipResponse.responseTo(register, 403).build());
    }
  }
}
