package io.siprouter.core.sip;

import java.util.function.Consumer;

/**
 * Sends requests. May be called from any thread and returns at once; events come on a {@code sip-*}
 * lane and must be handed over there.
 */
public interface SipAgent extends Inviter {

  @Override
  OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> events);

  /** Sends a request outside of any dialog; exactly one event follows. */
  void send(OutboundRequest request, Consumer<ExchangeEvent> events);
}
