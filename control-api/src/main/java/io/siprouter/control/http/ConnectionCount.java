package io.siprouter.control.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many connections there are, all in all and from each source. Any thread. */
final class ConnectionCount {

  private static final int SHARE = 4;

  /** An IPv4 address, or the /64 that one IPv6 customer has at least. */
  private record Source(boolean isIpv6, long network) {
    static Source of(InetAddress address) {
      var bytes = ByteBuffer.wrap(address.getAddress());
      return address instanceof Inet6Address
          ? new Source(true, bytes.getLong())
          : new Source(false, bytes.getInt());
    }
  }

  private final int most;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<Source, Integer> perSource = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  /**
   * @param most a quarter of them for one source
   */
  ConnectionCount(int most) {
    this.most = most;
  }

  /** Counts one more, unless there are too many. */
  boolean admit(InetAddress address) {
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      refused.increment();
      return false;
    }
    int own = perSource.merge(Source.of(address), 1, Integer::sum);
    if (own > most / SHARE) {
      release(address);
      refused.increment();
      return false;
    }
    return true;
  }

  /** One that was admitted is over. */
  void release(InetAddress address) {
    perSource.computeIfPresent(Source.of(address), (_, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
  }

  int open() {
    return all.get();
  }

  /** How many were closed at once. */
  long refused() {
    return refused.sum();
  }
}
