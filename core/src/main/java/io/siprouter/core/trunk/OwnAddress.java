package io.siprouter.core.trunk;

import io.siprouter.core.sip.Destination;
import io.siprouter.sip.uri.HostPort;

/** What we call ourselves towards a peer that has not told us yet how it sees us. Any thread. */
@FunctionalInterface
public interface OwnAddress {

  /** The host and port that the peer at this destination is to send its requests to. */
  HostPort towards(Destination destination);

  /** Whether this machine knows any way to a destination. */
  default boolean leadsTo(Destination destination) {
    return true;
  }
}
