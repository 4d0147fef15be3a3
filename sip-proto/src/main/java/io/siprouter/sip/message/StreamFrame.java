package io.siprouter.sip.message;

import java.util.Optional;

/** What a {@link StreamFramer} finds. */
public sealed interface StreamFrame {

  /** A complete message, not yet checked. */
  record Message(SipMessage message) implements StreamFrame {}

  /**
   * The stream makes no sense from here on, so its connection must end.
   *
   * @param head the message that cannot be framed, without its body, as far as it could be read
   * @param refusal what it is to be answered with
   */
  record Broken(Optional<? extends SipMessage> head, Refusal refusal) implements StreamFrame {}

  /** A keepalive that wants CRLF as its answer. RFC 5626 §3.5.1. */
  record Ping() implements StreamFrame {}
}
