package io.siprouter.core.sip;

/** Whether provisional responses are acknowledged. RFC 3262. */
public enum Reliability {
  /** Never; a caller that requires it is refused. */
  OFF,
  /** Where the peer wants it. */
  SUPPORTED,
  /** Always; a peer that cannot is refused. */
  REQUIRED
}
