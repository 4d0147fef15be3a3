package io.siprouter.core;

import io.siprouter.core.call.CallManager;
import io.siprouter.core.registrar.Registrar;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.TransactionUser;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;

/** Hands each request that belongs to no dialog to whoever serves it. On {@code sip-*} lanes. */
final class RequestDesk implements TransactionUser {

  private static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, REGISTER";

  private final CallManager calls;
  private final Registrar registrar;

  RequestDesk(CallManager calls, Registrar registrar) {
    this.calls = calls;
    this.registrar = registrar;
  }

  @Override
  public void onEvent(SipEvent event) {
    switch (event) {
      case SipEvent.Invite(var dialog, var request, var flow) ->
          calls.onInvite(dialog, request, flow);
      case SipEvent.Request(var exchange, var request, var flow) -> {
        if (request.method().equals("REGISTER")) {
          registrar.onRequest(exchange, request, flow);
        } else {
          exchange.reply(reply(request));
        }
      }
    }
  }

  @Override
  public void onClosed(SipFlow flow) {
    registrar.onClosed(flow);
  }

  private static SipResponse reply(SipRequest request) {
    var status = request.method().equals("OPTIONS") ? 200 : 405;
    return SipResponse.responseTo(request, status)
        .header("Allow", ALLOW)
        .header("Accept", "application/sdp")
        .build();
  }
}
