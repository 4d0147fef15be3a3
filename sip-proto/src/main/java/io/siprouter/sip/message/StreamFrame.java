package io.siprouter.sip.message;

import java.util.Optional;

/** What a {@link StreamFramer} finds. */
public sealed interface StreamFrame {

  /** A complete message, not yet checked. */
  record Message(SipMessage message) implements StreamFrame {}

  /**
   * The stream makes no sense from here on, so its connection must end.
   *
   * @param head the message that says how it cannot be framed, without its body
   */
  record Broken(Optional<SipMessage> head, String reason) implements StreamFrame {}

  /** A keepalive that wants CRLF as its answer. RFC 5626 §3.5.1. */
  record Ping() implements StreamFrame {}
}
