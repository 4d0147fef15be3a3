package io.siprouter.core.sip;

import java.util.function.Consumer;

/** Starts calls, as {@link SipAgent} does. */
@FunctionalInterface
public interface Inviter {

  /** Starts a call. */
  OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> events);
}
