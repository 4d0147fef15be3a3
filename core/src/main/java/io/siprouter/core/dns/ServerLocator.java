package io.siprouter.core.dns;

import java.util.function.Consumer;

/** Finds where requests go. Any thread. RFC 3263 §4. */
@FunctionalInterface
public interface ServerLocator {

  /**
   * Starts a search and returns at once.
   *
   * @param then told the result exactly once, on a {@code work-*} thread, or by the caller's where
   *     the host is an address; it hands over to a loop or a lane and returns
   */
  void locate(ServerName name, Consumer<Location> then);
}
