package io.siprouter.core.sip.stack;

import io.siprouter.core.dns.ServerLocator;
import io.siprouter.core.sip.jain.Transactions;
import io.siprouter.core.sip.transport.Lane;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.core.sip.transport.SipCounters;
import io.siprouter.sip.message.SipMessage;
import java.util.random.RandomGenerator;

/** What dialogs and exchanges work with. */
record StackParts(
    Lanes lanes,
    Transactions transactions,
    DialogTable dialogs,
    SipCounters counters,
    RandomGenerator random,
    ServerLocator locator,
    LongRequests longRequests) {

  Lane lane(SipMessage message) {
    return lanes.of(message.callId());
  }
}
