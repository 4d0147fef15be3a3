package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;
import java.net.InetAddress;

/**
 * Decides who gets in, before a request costs a transaction: what it turns away leaves nothing
 * behind. The judgement is asked for on {@code sip-lane-*} threads: must not wait.
 */
@FunctionalInterface
public interface Gate {

  /**
   * How much of this sender is looked at; asked once for each message, before it is parsed. Called
   * on {@code sip-io-*} threads: must not wait.
   */
  default Hearing hearing(InetAddress sender) {
    return Hearing.EVERYTHING;
  }

  /**
   * Whether an INVITE that begins a call is a call for help, and so is judged though its sender is
   * not heard otherwise; asked once for each. Called on {@code sip-io-*} threads: must not wait.
   */
  default boolean hearsPlea(SipRequest invite, SipFlow flow) {
    return false;
  }

  /**
   * Judges a request outside of any dialog. It may be asked again about the same request, which the
   * sender repeats where our answer was lost; never about one that it has admitted and that still
   * has its transaction.
   */
  Admission admit(SipRequest request, SipFlow flow);
}
