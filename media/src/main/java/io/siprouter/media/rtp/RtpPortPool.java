package io.siprouter.media.rtp;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The even UDP ports set aside for RTP. A port given back is leased again last, so that what a peer
 * still sends to it dies away first. Any thread: it is asked once per leg, hence the plain lock.
 */
public final class RtpPortPool {
  private static final int HIGHEST_PORT = 65_535;

  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final int capacity;

  /**
   * A pool of all even ports of a range, the odd ones above them being left to RTCP.
   *
   * @param minPort lowest port [1..65535]
   * @param maxPort highest port [minPort..65535]
   */
  public RtpPortPool(int minPort, int maxPort) {
    if (minPort < 1 || maxPort < minPort || maxPort > HIGHEST_PORT) {
      throw new IllegalArgumentException("No port range: " + minPort + " to " + maxPort);
    }
    for (int port = minPort + (minPort & 1); port <= maxPort; port += 2) {
      free.add(port);
    }
    this.capacity = free.size();
  }

  /** Leases the port that was given back longest ago, or nothing when all are in use. */
  public synchronized Optional<Lease> lease() {
    return Optional.ofNullable(free.poll()).map(Lease::new);
  }

  /** How many ports are leased. */
  public synchronized int inUse() {
    return capacity - free.size();
  }

  public int capacity() {
    return capacity;
  }

  private synchronized void giveBack(int port) {
    free.add(port);
  }

  /** One port, given back by the first close. Any thread. */
  public final class Lease implements AutoCloseable {
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(int port) {
      this.port = port;
    }

    public int port() {
      return port;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        giveBack(port);
      }
    }
  }
}
