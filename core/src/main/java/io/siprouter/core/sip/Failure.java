package io.siprouter.core.sip;

/** Why a request got no final response. */
public enum Failure {
  /** Nobody answered within the transaction's limit, or a ringing call within ours. */
  TIMEOUT,
  /** It could not be sent, or its connection broke. */
  UNREACHABLE
}
