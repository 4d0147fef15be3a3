package io.siprouter.core.sip;

/** Keeps the ways to our peers open, and finds out which are not. Any thread; returns at once. */
public interface Flows {

  /**
   * Sends empty lines, which keep a NAT open. Over TCP and TLS a peer that has answered some on the
   * same connection is to answer these within 10 s, or the connection is closed. RFC 5626 §3.5.1,
   * §4.4.1.
   */
  void ping(Destination destination);

  /** Closes the connection with a peer that is silent; its next request makes a new one. */
  void drop(Destination destination);
}
