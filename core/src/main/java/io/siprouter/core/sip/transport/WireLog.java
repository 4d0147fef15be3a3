package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.SecretMask;
import io.siprouter.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows SIP messages to the tap, and at DEBUG to the log, there without secrets. Any thread. */
final class WireLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.siprouter.sip.wire");

  private final WireTap tap;

  WireLog(WireTap tap) {
    this.tap = tap;
  }

  void received(SipMessage message, SipFlow flow) {
    received(message.toBytes(), flow);
  }

  void received(byte[] message, SipFlow flow) {
    tap.received(message, flow);
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} from {}\n{}", flow.transport(), flow.remote(), text(message));
    }
  }

  void sent(byte[] message, SipFlow flow) {
    tap.sent(message, flow);
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} to {}\n{}", flow.transport(), flow.remote(), text(message));
    }
  }

  private static String text(byte[] message) {
    return SecretMask.masked(new String(message, StandardCharsets.UTF_8));
  }
}
