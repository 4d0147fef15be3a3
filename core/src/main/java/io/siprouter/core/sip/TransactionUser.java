package io.siprouter.core.sip;

/** The layer above: takes what starts outside of any dialog. */
public interface TransactionUser {

  /** Called on a {@code sip-*} lane: must hand over to its own loop and return. */
  void onEvent(SipEvent event);
}
