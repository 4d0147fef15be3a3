package io.siprouter.core.sip.transport;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there are, TCP and TLS together: in all, and with each IPv4 address or IPv6
 * /64. Any thread.
 */
final class ConnectionCount {

  private static final int NETWORK_BYTES = 8; // the whole of an IPv4 address

  private final ConcurrentMap<ByteBuffer, Integer> bySource = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  /**
   * Counts one more connection with an address, unless that would be too many.
   *
   * @param most in all
   * @param mostOfOne with this address
   */
  boolean add(InetAddress address, int most, int mostOfOne) {
    int inAll = all.incrementAndGet();
    int ofOne = bySource.merge(source(address), 1, Integer::sum);
    boolean fits = inAll <= most && ofOne <= mostOfOne;
    if (!fits) {
      remove(address);
    }
    return fits;
  }

  void remove(InetAddress address) {
    bySource.computeIfPresent(source(address), (_, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
  }

  int all() {
    return all.get();
  }

  private static ByteBuffer source(InetAddress address) {
    var bytes = address.getAddress();
    return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
  }
}
