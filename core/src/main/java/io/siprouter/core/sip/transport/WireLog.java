package io.siprouter.core.sip.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes SIP messages to the log at DEBUG, without what proves a password or opens SRTP. */
final class WireLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.siprouter.sip.wire");
  private static final Pattern SECRET =
      Pattern.compile("(?im)(\\bresponse=\"|^a=crypto:\\S+ \\S+ inline:)[^\"|\\s]*");

  private WireLog() {}

  static void received(Object message, SipFlow flow) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} from {}\n{}", flow.transport(), flow.remote(), redacted(message.toString()));
    }
  }

  static void sent(byte[] message, SipTransport transport, InetSocketAddress remote) {
    if (LOG.isDebugEnabled()) {
      var text = new String(message, StandardCharsets.UTF_8);
      LOG.debug("{} to {}\n{}", transport, remote, redacted(text));
    }
  }

  static String redacted(String message) {
    return SECRET.matcher(message).replaceAll("$1***");
  }
}
