package io.siprouter.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets are the peer's, and so where to send. The address the peer signalled always
 * wins. Another one, made by a NAT on the way, is learned only from an IP address the peer is known
 * by, only after several of its packets in a row, and only while nobody holds the lock: until the
 * first is learned, after each new SDP, and after 2 s of silence. Confined to one thread.
 */
final class SourceLock {
  /** Consecutive packets before an address is learned; the first ones are lost: 60 ms. */
  private static final int PROOFS = 3;

  private static final long SILENCE_NANOS = 2_000_000_000L;

  private @Nullable InetSocketAddress signalled;
  private Set<InetAddress> known = Set.of();
  private @Nullable InetSocketAddress locked;
  private @Nullable InetSocketAddress candidate;
  private int proofs;
  private boolean learning = true;
  private long heardNanos;

  /** Takes what an SDP says; a lock outlives an SDP that repeats the address. */
  void signal(InetSocketAddress remote, Set<InetAddress> knownAddresses) {
    if (!remote.equals(signalled)) {
      locked = null;
    }
    signalled = remote;
    known = knownAddresses;
    learning = true;
    forgetCandidate();
  }

  /** Whether a valid packet from this address is the peer's. */
  boolean accepts(InetSocketAddress source, long nowNanos) {
    boolean accepted = source.equals(signalled) || holds(source, nowNanos) || learns(source);
    if (accepted) {
      lock(source, nowNanos);
    }
    return accepted;
  }

  /** Whether the peer is known to be at this IP address. */
  boolean isPeers(InetAddress address) {
    return isKnown(address) || (locked != null && address.equals(locked.getAddress()));
  }

  /** Where the peer's packets go, null before any SDP. */
  @Nullable InetSocketAddress remote() {
    return locked != null ? locked : signalled;
  }

  private boolean holds(InetSocketAddress source, long nowNanos) {
    if (locked != null && nowNanos - heardNanos > SILENCE_NANOS) {
      learning = true;
    }
    return source.equals(locked);
  }

  private boolean learns(InetSocketAddress source) {
    if (!learning || !isKnown(source.getAddress())) {
      return false;
    }
    proofs = source.equals(candidate) ? proofs + 1 : 1;
    candidate = source;
    return proofs >= PROOFS;
  }

  private boolean isKnown(InetAddress address) {
    return known.contains(address) || (signalled != null && address.equals(signalled.getAddress()));
  }

  private void lock(InetSocketAddress source, long nowNanos) {
    locked = source;
    heardNanos = nowNanos;
    learning = false;
    forgetCandidate();
  }

  private void forgetCandidate() {
    candidate = null;
    proofs = 0;
  }
}
