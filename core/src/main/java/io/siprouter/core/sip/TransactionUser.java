package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipFlow;

/** The layer above: takes what starts outside of any dialog. */
public interface TransactionUser {

  /** Called on a {@code sip-*} lane: must hand over to its own loop and return. */
  void onEvent(SipEvent event);

  /**
   * A connection has ended: nothing goes along this flow any more, and no other will ever equal it.
   * Called on a {@code sip-io-*} thread: must hand over to its own loop and return.
   */
  default void onClosed(SipFlow flow) {}
}
