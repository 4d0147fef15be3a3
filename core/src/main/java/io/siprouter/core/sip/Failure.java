package io.siprouter.core.sip;

/** Why a request got no final response. */
public enum Failure {
  /** No final response within the transaction's limit, or after our CANCEL. */
  TIMEOUT,
  /** It could not be sent, or its connection broke. */
  UNREACHABLE
}
