package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.MessageExt;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipMessage;
import javax.sip.message.Message;

/** Our view of a received message, carried by JAIN-SIP's. */
record Arrival<M extends SipMessage>(M message, SipFlow flow, Sender sender) {

  static <M extends SipMessage> Arrival<M> of(Message message, Class<M> kind) {
    if (((MessageExt) message).getApplicationData()
        instanceof Arrival<?>(var ours, var flow, var sender)) {
      return new Arrival<>(kind.cast(ours), flow, sender);
    }
    throw new IllegalStateException("message that did not come through the door: " + message);
  }
}
