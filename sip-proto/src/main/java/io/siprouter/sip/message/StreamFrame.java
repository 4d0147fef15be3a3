package io.siprouter.sip.message;

/** What a {@link StreamFramer} finds. */
public sealed interface StreamFrame {

  /** A complete message, not yet checked. */
  record Message(SipMessage message) implements StreamFrame {}

  /** A keepalive that wants CRLF as its answer. RFC 5626 §3.5.1. */
  record Ping() implements StreamFrame {}
}
