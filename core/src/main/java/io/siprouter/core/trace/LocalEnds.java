package io.siprouter.core.trace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds our address where the socket is bound to all of them. One thread. */
final class LocalEnds {
  private static final int MOST_PEERS = 1_000;

  private final UnaryOperator<InetAddress> towards;
  private final Map<InetAddress, InetAddress> known = new HashMap<>();

  /**
   * @param towards our address on the way to a peer
   */
  LocalEnds(UnaryOperator<InetAddress> towards) {
    this.towards = towards;
  }

  TracedMessage named(TracedMessage message) {
    var local = message.passage().local();
    if (!local.getAddress().isAnyLocalAddress()) {
      return message;
    }
    var peer = message.passage().remote().getAddress();
    return message.from(new InetSocketAddress(towards(peer), local.getPort()));
  }

  private InetAddress towards(InetAddress peer) {
    if (known.size() >= MOST_PEERS) {
      known.clear();
    }
    return known.computeIfAbsent(peer, towards);
  }
}
