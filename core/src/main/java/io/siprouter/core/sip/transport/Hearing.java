package io.siprouter.core.sip.transport;

/** How much of what somebody sends is looked at. */
public enum Hearing {
  EVERYTHING,
  /** What belongs to calls that exist, and calls for help. */
  CALLS,
  NOTHING
}
