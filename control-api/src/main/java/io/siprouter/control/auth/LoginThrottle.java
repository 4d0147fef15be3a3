package io.siprouter.control.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * How often a password may be tried, from one source and for one account. Any thread.
 *
 * <p>An account recovers faster than a source: nobody can lock another one out from one place.
 */
public final class LoginThrottle {

  private static final Duration PER_SOURCE = Duration.ofSeconds(30);
  private static final int TRIES_PER_SOURCE = 10;
  private static final Duration PER_ACCOUNT = Duration.ofSeconds(5);
  private static final int TRIES_PER_ACCOUNT = 50;

  private final Buckets sources = new Buckets(PER_SOURCE, TRIES_PER_SOURCE);
  private final Buckets accounts = new Buckets(PER_ACCOUNT, TRIES_PER_ACCOUNT);

  /** Counts a try; how long to wait instead, zero if it is allowed. */
  Duration admit(InetAddress source, String account, Instant now) {
    var wait = sources.take(key(source), now);
    return wait.isZero() ? accounts.take(account, now) : wait;
  }

  /** Forgets the tries that led to the right password. */
  void forgive(InetAddress source, String account) {
    sources.fill(key(source));
    accounts.fill(account);
  }

  /** An IPv4 address, or the /64 that one IPv6 customer has at least. */
  private static Long key(InetAddress source) {
    var bytes = ByteBuffer.wrap(source.getAddress());
    return source instanceof Inet6Address ? bytes.getLong() : bytes.getInt();
  }
}
