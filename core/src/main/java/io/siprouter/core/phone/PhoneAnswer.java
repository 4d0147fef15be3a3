package io.siprouter.core.phone;

import io.siprouter.sip.message.SipResponse;
import java.net.InetSocketAddress;

/** What comes of a request. */
sealed interface PhoneAnswer {

  /** An answer, provisional or final. */
  record Received(SipResponse response, InetSocketAddress source) implements PhoneAnswer {}

  /** None within 64*T1. */
  record Silence() implements PhoneAnswer {}
}
