package io.siprouter.core.dns;

import io.siprouter.core.sip.Destination;
import java.util.List;

/** What became of a search for servers. Immutable. */
public sealed interface Location {

  /**
   * Where to send a request.
   *
   * @param servers in the order to try them, without repetition, at least one
   */
  record Found(List<Destination> servers) implements Location {
    public Found {
      servers = List.copyOf(servers);
    }
  }

  /**
   * No server is known.
   *
   * @param reason for people
   */
  record NotFound(String reason) implements Location {}
}
