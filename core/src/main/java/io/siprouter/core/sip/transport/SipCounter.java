package io.siprouter.core.sip.transport;

/** What the stack counts since its start. */
public enum SipCounter {
  REQUESTS_RECEIVED,
  RESPONSES_RECEIVED,
  /** Dropped: of a source that sends too much, or of a banned one and no matter of a call. */
  UNHEARD,
  /** Datagrams that are not SIP, or too little of it to be answered. */
  UNREADABLE,
  /** Answers to phones that ask by STUN where they are seen. */
  BINDINGS_TOLD,
  /** SIP, but refused by the checks at the door. */
  REFUSED,
  /** Answers not sent, since they were too long for the datagram they answer. */
  ANSWERS_WITHHELD,
  /** ACKs for what the door has refused. */
  ACKS_ABSORBED,
  /** Answered 503, or dropped, because a lane was full. */
  SHED,
  /** Responses that belong to no request of ours. */
  STRAY_RESPONSES,
  /** Answers not acknowledged in time. */
  ACK_TIMEOUTS,
  /** Second answers of a forked call, acknowledged and hung up. */
  FORKED_ANSWERS,
  /** Datagrams that could not be sent. */
  SEND_FAILURES,
  /** Connections refused for being too many. */
  CONNECTIONS_REFUSED,
  /** TLS handshakes that failed, whoever began them. */
  HANDSHAKES_FAILED,
  /** Connections closed for broken framing, slow messages, a full queue or pings without answer. */
  CONNECTIONS_ABORTED
}
